"""Builds the sample contracts of src/arkiv/samples from their sources in tools/samples."""

from __future__ import annotations

import argparse
from pathlib import Path

from sampling.pdf import pdf_bytes
from sampling.scan import scan_bytes
from sampling.source import Sample, read_samples
from sampling.word import docx_bytes

_HERE = Path(__file__).parent
_SOURCES = _HERE / "samples"
_BUILT = _HERE.parent / "src" / "arkiv" / "samples"


def main() -> None:
    """Writes every sample; a file that is not in the sources any more is left for its maker."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=_BUILT, help="folder to build into")
    folder = parser.parse_args().into
    for sample in read_samples(_SOURCES):
        built = built_bytes(sample)
        target = folder / sample.file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(built)
        print(f"{len(built):>8}  {sample.file}")


def built_bytes(sample: Sample) -> bytes:
    """The file as people would find it, damaged where the source says so."""
    if sample.file.endswith(".docx"):
        return docx_bytes(sample)
    whole = scan_bytes(sample) if sample.scanned else pdf_bytes(sample)
    if sample.torn is None:
        return whole
    first, last = (int(len(whole) * share) for share in sample.torn)
    return whole[:first] + whole[last:]


if __name__ == "__main__":
    main()
