"""The engines that are compared: Arkiv's index, SQLite FTS5, Whoosh as it comes, tantivy.

Each is given the same contracts and asked the same: the twenty best, how many there are, and what
the kind of query adds. All keep the text, Arkiv in its record.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

import apsw
from search_corpus import TODAY, Made
from search_queries import Kind, Sought

__all__ = ["ENGINES", "Engine"]

_FACETS = (
    "document_type",
    "language",
    "governing_law",
    "signed_year",
    "expiry_year",
    "value_band",
    "folder",
)
"""What every engine counts; each contract has one at most. Parties and tags come on top."""


class Engine(Protocol):
    """One engine with its files in one folder."""

    def keep(self, made: Iterable[Made]) -> None:
        """What is not indexing: only Arkiv has a record beside its index."""
        ...

    def build(self, made: Iterable[Made]) -> None: ...

    def open(self) -> None: ...

    def close(self) -> None: ...

    def ask(self, sought: Sought) -> int:
        """Does the whole of it and returns how many contracts were found."""
        ...

    def add(self, made: Made, word: str) -> int:
        """Adds one contract and looks for a word of it; returns how many were found."""
        ...


def _columns(made: Made) -> dict[str, str]:
    value = made.value
    band = f"{value.currency} {len(str(int(value.amount)))}" if value else ""
    return {
        "document_type": str(made.document_type),
        "language": made.language,
        "governing_law": made.law or "",
        "signed_year": str(made.agreed.year),
        "expiry_year": str(made.expires.year) if made.expires else "",
        "value_band": band,
        "folder": made.folder,
    }


class Arkiv:
    """The record, the index port and the search service, as the application has them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, made: Iterable[Made]) -> None:
        self.open()
        for one in made:
            self._file(one)

    def build(self, made: Iterable[Made]) -> None:
        self._archive.indexing.rebuild()

    def open(self) -> None:
        from arkiv.bootstrap import open_archive
        from arkiv.workspace import init_workspace

        self._archive = open_archive(init_workspace(self._folder))

    def close(self) -> None:
        self._archive.close()

    def ask(self, sought: Sought) -> int:
        from arkiv.domain.searching import SortKey
        from arkiv.services.finding import Selection

        ordered = sought.kind in (Kind.SORT, Kind.ALL)
        key = SortKey.EXPIRATION_DATE if ordered else SortKey.RELEVANCE
        finder = self._archive.finder
        result = finder.search(_arkiv_query(sought), TODAY, Selection(sort=key))
        assert len([hit.id for hit in result.scored[:20]]) == min(20, result.total)
        if sought.kind in (Kind.FACETS, Kind.ALL):
            for counts in result.facets.values():
                tuple(counts)  # what is only counted so far is now made
        if sought.kind is Kind.SNIPPETS:
            assert all(hit.snippet for hit in finder.rows(result, 0, 20))
        return result.total

    def add(self, made: Made, word: str) -> int:
        self._file(made)
        self._archive.indexing.catch_up()
        return self._archive.finder.search(word, TODAY).total

    def _file(self, made: Made) -> None:
        from arkiv.domain.documents import Arrival, Reading
        from arkiv.domain.facts import Extraction
        from arkiv.domain.identity import Sha256

        sha256 = Sha256(made.sha256)
        documents = self._archive.record.documents
        name = f"{made.number}.pdf"
        documents.file(Arrival(sha256, ".pdf", 1, name, made.folder, "benchmark"), "benchmark")
        reading = Reading(made.pages, len(made.pages))
        documents.save_reading(
            sha256, reading, Extraction(tuple(_findings(made)), (), "benchmark"), "benchmark"
        )
        contract = documents.get(sha256)
        assert contract is not None
        for tag in made.tags:
            self._archive.record.tags.add((contract.contract,), tag, "benchmark")


def _findings(made: Made) -> Iterable[Any]:
    from arkiv.domain.facts import Field, Finding, Source
    from arkiv.domain.values import Party

    values: list[tuple[Field, Any]] = [
        (Field.TITLE, made.title),
        (Field.DOCUMENT_TYPE, made.document_type),
        (Field.LANGUAGE, made.language),
        (Field.AGREEMENT_DATE, made.agreed),
        *((Field.PARTIES, Party(name)) for name in made.parties),
    ]
    optional = (
        (Field.GOVERNING_LAW, made.law),
        (Field.EXPIRATION_DATE, made.expires),
        (Field.VALUE, made.value),
    )
    values += [(field, value) for field, value in optional if value is not None]
    source = Source(1, None, None, 0, 1, made.pages[0].text[:1], "benchmark")
    ranks: dict[Field, int] = {}
    for field, value in values:
        rank = ranks[field] = ranks.get(field, -1) + 1
        yield Finding(field, value, 0.9, (source,), rank=rank)


def _arkiv_query(sought: Sought) -> str:
    words = " ".join(sought.words)
    if sought.kind is Kind.PHRASE:
        words = f'"{words}"'
    if sought.kind is Kind.PREFIX:
        words += "*"
    if sought.document_type:
        words += f" type:{sought.document_type} language:{sought.language}"
    if sought.days:
        words += f" expiration_date:{sought.days[0]}..{sought.days[1]}"
    return words


class Fts5:
    """A table of columns and one FTS5 table with the text; facets by SQL."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts5.db"

    def keep(self, made: Iterable[Made]) -> None:
        pass

    def build(self, made: Iterable[Made]) -> None:
        self.open()
        columns = ", ".join(f"{name} TEXT" for name in _FACETS)
        self._run(f"CREATE TABLE contract (id INTEGER PRIMARY KEY, expires TEXT, {columns})")
        self._run("CREATE TABLE party (id INTEGER, name TEXT)")
        self._run("CREATE TABLE tag (id INTEGER, name TEXT)")
        self._run(
            "CREATE VIRTUAL TABLE words USING fts5(title, parties, text,"
            " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        )
        with self._connection:
            for one in made:
                self._insert(one)
        for table in ("party", "tag"):
            self._run(f"CREATE INDEX by_{table} ON {table} (id)")

    def open(self) -> None:
        self._connection = apsw.Connection(str(self._path))
        self._run("PRAGMA journal_mode=WAL")

    def close(self) -> None:
        self._connection.close()

    def ask(self, sought: Sought) -> int:
        match, where, values = self._said(sought)
        order = "c.expires" if sought.kind in (Kind.SORT, Kind.ALL) else "bm25(words, 20, 15, 1)"
        found = "FROM words JOIN contract c ON c.id = words.rowid WHERE words MATCH ?" + where
        self._run(f"SELECT c.id {found} ORDER BY {order} LIMIT 20", match, *values)
        if sought.kind is Kind.SNIPPETS:
            self._run(
                "SELECT snippet(words, 2, '[', ']', '…', 25) FROM words WHERE words MATCH ?"
                " ORDER BY rank LIMIT 20",
                match,
            )
        if sought.kind in (Kind.FACETS, Kind.ALL):
            return self._count(found, match, values)
        return int(self._run(f"SELECT count(*) {found}", match, *values)[0][0])

    def add(self, made: Made, word: str) -> int:
        with self._connection:
            self._insert(made)
        return self.ask(Sought(Kind.WORD, (word,)))

    def _count(self, found: str, match: str, values: list[str]) -> int:
        self._run(f"CREATE TEMP TABLE hit AS SELECT c.* {found}", match, *values)
        for name in _FACETS:
            self._run(f"SELECT {name}, count(*) FROM hit GROUP BY 1")
        for table in ("party", "tag"):
            self._run(f"SELECT name, count(*) FROM hit JOIN {table} USING (id) GROUP BY 1")
        total = int(self._run("SELECT count(*) FROM hit")[0][0])
        self._run("DROP TABLE hit")
        return total

    def _said(self, sought: Sought) -> tuple[str, str, list[str]]:
        words = [f'"{word}"' for word in sought.words]
        match = f'"{" ".join(sought.words)}"' if sought.kind is Kind.PHRASE else " ".join(words)
        match += "*" if sought.kind is Kind.PREFIX else ""
        if sought.document_type and sought.language:
            values = [sought.document_type, sought.language]
            return match, " AND c.document_type = ? AND c.language = ?", values
        if sought.days:
            days = [day.isoformat() for day in sought.days]
            return match, " AND c.expires BETWEEN ? AND ?", days
        return match, "", []

    def _insert(self, made: Made) -> None:
        columns = _columns(made)
        self._run(
            f"INSERT INTO contract VALUES (?, ?{', ?' * len(columns)})",
            made.number,
            made.expires.isoformat() if made.expires else None,
            *columns.values(),
        )
        for party in made.parties:
            self._run("INSERT INTO party VALUES (?, ?)", made.number, party)
        for tag in made.tags:
            self._run("INSERT INTO tag VALUES (?, ?)", made.number, tag)
        self._run(
            "INSERT INTO words (rowid, title, parties, text) VALUES (?, ?, ?, ?)",
            made.number,
            made.title,
            "\n".join(made.parties),
            made.text,
        )

    def _run(self, statement: str, *values: Any) -> list[Any]:
        return list(self._connection.execute(statement, values))


class StockWhoosh:
    """Whoosh 2.7.4 as its documentation uses it: stored text, columns, grouping, highlights."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, made: Iterable[Made]) -> None:
        pass

    def build(self, made: Iterable[Made]) -> None:
        from whoosh import fields, index

        kept = {name: fields.ID(sortable=True) for name in _FACETS}
        schema = fields.Schema(
            id=fields.ID(stored=True, unique=True),
            title=fields.TEXT(stored=True, field_boost=20.0),
            parties=fields.TEXT(stored=True, field_boost=15.0),
            text=fields.TEXT(stored=True),
            expires=fields.DATETIME(sortable=True),
            tag=fields.KEYWORD(commas=True, sortable=True),
            party=fields.KEYWORD(commas=True, sortable=True),
            **kept,
        )
        writer = index.create_in(str(self._folder), schema).writer(limitmb=128)
        for one in made:
            writer.add_document(**_whoosh_document(one))
        writer.commit()
        self.open()

    def open(self) -> None:
        from whoosh import index, qparser

        self._index = index.open_dir(str(self._folder))
        self._searcher = self._index.searcher()
        self._parser = qparser.MultifieldParser(["title", "parties", "text"], self._index.schema)

    def close(self) -> None:
        self._searcher.close()

    def ask(self, sought: Sought) -> int:
        options: dict[str, Any] = {"limit": 20}
        if sought.kind in (Kind.SORT, Kind.ALL):
            options["sortedby"] = "expires"
        if sought.kind in (Kind.FACETS, Kind.ALL):
            options["groupedby"] = _whoosh_groups()
        if (chosen := _whoosh_filter(sought)) is not None:
            options["filter"] = chosen
        results = self._searcher.search(self._parser.parse(_whoosh_query(sought)), **options)
        if sought.kind is Kind.SNIPPETS:
            results.fragmenter.charlimit = None
            assert all(hit.highlights("text") is not None for hit in results)
        return len(results)

    def add(self, made: Made, word: str) -> int:
        writer = self._index.writer()
        writer.update_document(**_whoosh_document(made))
        writer.commit()
        with self._index.searcher() as searcher:
            return len(searcher.search(self._parser.parse(word), limit=20))


def _whoosh_document(made: Made) -> dict[str, Any]:
    expires = datetime.combine(made.expires, datetime.min.time()) if made.expires else None
    kept = {name: value for name, value in _columns(made).items() if value}
    return {
        "id": str(made.number),
        "title": made.title,
        "parties": "\n".join(made.parties),
        "party": ",".join(made.parties),
        "tag": ",".join(made.tags),
        "text": made.text,
        "expires": expires,
        **kept,
    }


def _whoosh_groups() -> Any:
    from whoosh.sorting import Count, Facets, FieldFacet

    facets = Facets()
    for name in _FACETS:
        facets.add_facet(name, FieldFacet(name, maptype=Count))
    for name in ("party", "tag"):
        facets.add_facet(name, FieldFacet(name, allow_overlap=True, maptype=Count))
    return facets


def _whoosh_filter(sought: Sought) -> Any:
    from whoosh.query import And, DateRange, Term

    if sought.days:
        first, last = (datetime.combine(day, datetime.min.time()) for day in sought.days)
        return DateRange("expires", first, last)
    if sought.document_type:
        kind = Term("document_type", sought.document_type)
        return And([kind, Term("language", sought.language)])
    return None


def _whoosh_query(sought: Sought) -> str:
    words = " ".join(sought.words)
    if sought.kind is Kind.PHRASE:
        return f'"{words}"'
    return words + "*" if sought.kind is Kind.PREFIX else words


class Tantivy:
    """tantivy through its Python package: stored text, fast fields, aggregations."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, made: Iterable[Made]) -> None:
        pass

    def build(self, made: Iterable[Made]) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("id", stored=True, indexed=True, fast=True)
        for name in ("title", "parties", "text"):
            builder.add_text_field(name, stored=True)
        for name in (*_FACETS, "party", "tag"):
            builder.add_text_field(name, tokenizer_name="raw", fast=True)
        builder.add_date_field("expires", indexed=True, fast=True)
        self._index = tantivy.Index(builder.build(), path=str(self._folder))
        self._writer = self._index.writer(128_000_000, 1)
        for one in made:
            self._writer.add_document(_tantivy_document(one))
        self._writer.commit()
        self._index.reload()

    def open(self) -> None:
        import tantivy

        self._index = tantivy.Index.open(str(self._folder))
        self._writer = self._index.writer(15_000_000, 1)
        self._index.reload()

    def close(self) -> None:
        self._writer.wait_merging_threads()

    def ask(self, sought: Sought) -> int:
        import tantivy

        searcher = self._index.searcher()
        query = self._query(sought)
        order = {"order_by_field": "expires"} if sought.kind in (Kind.SORT, Kind.ALL) else {}
        result = searcher.search(query, 20, count=True, **order)
        if sought.kind in (Kind.FACETS, Kind.ALL):
            wanted = {
                name: {"terms": {"field": name, "size": 10_000}}
                for name in (*_FACETS, "party", "tag")
            }
            searcher.aggregate(query, wanted)
        if sought.kind is Kind.SNIPPETS:
            cutter = tantivy.SnippetGenerator.create(searcher, query, self._index.schema, "text")
            for _score, address in result.hits:
                cutter.snippet_from_doc(searcher.doc(address)).to_html()
        return int(result.count)

    def add(self, made: Made, word: str) -> int:
        self._writer.add_document(_tantivy_document(made))
        self._writer.commit()
        self._index.reload()
        return self.ask(Sought(Kind.WORD, (word,)))

    def _query(self, sought: Sought) -> Any:
        words = " ".join(sought.words)
        if sought.kind is Kind.PHRASE:
            words = f'"{words}"'
        elif sought.kind is Kind.PREFIX:
            return self._beginning(words)
        else:
            words = " ".join(f"+{word}" for word in sought.words)
        if sought.document_type:
            words += f" +document_type:{sought.document_type} +language:{sought.language}"
        if sought.days:
            first, last = (f"{day}T00:00:00Z" for day in sought.days)
            words += f" +expires:[{first} TO {last}]"
        return self._index.parse_query(words, ["title", "parties", "text"])

    def _beginning(self, letters: str) -> Any:
        import tantivy

        fields = ("title", "parties", "text")
        either = [
            (
                tantivy.Occur.Should,
                tantivy.Query.regex_query(self._index.schema, name, f"{letters}.*"),
            )
            for name in fields
        ]
        return tantivy.Query.boolean_query(either)


def _tantivy_document(made: Made) -> Any:
    import tantivy

    document = tantivy.Document()
    document.add_unsigned("id", made.number)
    texts = {"title": made.title, "parties": "\n".join(made.parties), "text": made.text}
    for name, text in (texts | {k: v for k, v in _columns(made).items() if v}).items():
        document.add_text(name, text)
    for name, values in (("party", made.parties), ("tag", made.tags)):
        for value in values:
            document.add_text(name, value)
    if made.expires:
        document.add_date("expires", _instant(made.expires))
    return document


def _instant(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), UTC)


ENGINES: dict[str, type[Any]] = {
    "arkiv": Arkiv,
    "fts5": Fts5,
    "whoosh": StockWhoosh,
    "tantivy": Tantivy,
}
