from __future__ import annotations

from arkiv.intake.following import Following


def test_the_index_is_tidied_only_when_nothing_has_changed_for_a_while() -> None:
    clock = [0.0]
    done: list[str] = []

    def caught_up() -> bool:
        done.append("caught up")
        return True

    def tidied() -> bool:
        done.append("tidied")
        return True

    following = Following(caught_up, lambda: clock[0], tidied)
    following.changed(1)
    assert following.follow(pausing=True)
    clock[0] = 20.0
    assert not following.follow(pausing=True)
    assert done == ["caught up"]

    clock[0] = 40.0
    following.follow(pausing=True)
    assert done == ["caught up", "caught up", "tidied"]
