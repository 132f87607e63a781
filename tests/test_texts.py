from __future__ import annotations

import pytest

from arkiv.texts import spoken_language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANGUAGE": "nn:nb:en", "LANG": "en_US.UTF-8"}, "nn"),
    ],
)
def test_the_users_language_is_that_of_the_system(
    environment: dict[str, str], language: str
) -> None:
    assert spoken_language(environment) == language
