"""Dates, terms and values of the sample contracts, as a careful reader takes them."""

from __future__ import annotations

import pytest

from arkiv.domain.facts import Field, shown_facts
from arkiv.extract.pipeline import extract
from arkiv.read.reader import read_file
from sample_sources import SampleSource, readable_samples

COMPARED = (
    Field.AGREEMENT_DATE,
    Field.EFFECTIVE_DATE,
    Field.EXPIRATION_DATE,
    Field.TERM,
    Field.EVERGREEN,
    Field.AUTO_RENEWAL,
    Field.RENEWAL_OPTION,
    Field.RENEWAL_TERM,
    Field.NOTICE_PERIOD,
    Field.NOTICE_DEADLINE,
    Field.NOTICE_TO,
    Field.NOTICE_BUSINESS_DAYS,
    Field.NOTICE_ON_RECEIPT,
    Field.RENEWAL_LIMIT,
    Field.PROBATION,
    Field.PRICE_ADJUSTMENT,
    Field.VALUE,
    Field.PAYMENT_DAYS,
)


@pytest.mark.parametrize("sample", readable_samples(), ids=lambda sample: sample.file)
def test_the_terms_of_a_sample_are_read(sample: SampleSource) -> None:
    reading = read_file(sample.path, sample.path.suffix)
    facts = shown_facts(extract(reading, sample.path.name).findings)

    read = {str(field): getattr(facts, field) for field in COMPARED}

    assert read == {str(field): getattr(sample.expected, field) for field in COMPARED}
