"""Before and after side by side: the same place together, nobody left out or shown twice."""

from hypothesis import given
from hypothesis import strategies as st

from data.domain.contents import EvidencePart
from data.domain.model import Evidence
from data.domain.photo_pairs import AFTER, BEFORE, photo_pairs, same_place


def photo(number: int, title: str, kind: str, *positions: int) -> EvidencePart:
    return EvidencePart(
        f"06-{number:02d}", f"{number}", Evidence(str(number), "0" * 64, 1, "x.jpg", title, kind), positions
    )


def titles(parts: list[EvidencePart]) -> list[tuple[str | None, str | None]]:
    return [(a.evidence.title if a else None, b.evidence.title if b else None) for a, b in photo_pairs(parts)]


def test_the_same_place_is_paired_whatever_the_order_and_the_measures() -> None:
    parts = [
        photo(1, "柳塘整治前（东南岸）", BEFORE, 2),
        photo(2, "莲子塘整治前（北岸）", BEFORE, 2),
        photo(3, "莲子塘整治后（北岸）", AFTER, 2, 3),
        photo(4, "柳塘整治后（东南岸）", AFTER, 2, 3),
    ]
    assert titles(parts) == [
        ("柳塘整治前（东南岸）", "柳塘整治后（东南岸）"),
        ("莲子塘整治前（北岸）", "莲子塘整治后（北岸）"),
    ]


def test_photos_of_different_measures_and_places_stay_alone() -> None:
    parts = [photo(1, "料场", BEFORE, 1), photo(2, "河道", AFTER, 2)]
    assert titles(parts) == [("料场", None), (None, "河道")]


def test_two_photos_of_one_measure_are_a_pair_even_under_other_names() -> None:
    assert titles([photo(1, "IMG_01", BEFORE, 1), photo(2, "DSC-7", AFTER, 1)]) == [("IMG_01", "DSC-7")]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("甲乙丙丁"),
            st.sampled_from([BEFORE, AFTER, "minutes"]),
            st.sets(st.integers(1, 3)),
        ),
        max_size=8,
    )
)
def test_every_photo_stands_exactly_once(made: list[tuple[str, str, set[int]]]) -> None:
    parts = [photo(at, title, kind, *sorted(where)) for at, (title, kind, where) in enumerate(made)]
    shown = [part.number for pair in photo_pairs(parts) for part in pair if part]
    assert sorted(shown) == sorted(p.number for p in parts if p.evidence.kind in (BEFORE, AFTER))


def test_a_place_is_known_by_its_words_and_never_by_what_is_left_of_a_number() -> None:
    titles = ("柳塘整治前东南岸", "柳塘整治后东南岸", "莲子塘整治后", "IMG_01整改前")
    one, same, other, bare = (Evidence(t, "0" * 64, 1, "x.jpg", t, BEFORE) for t in titles)
    assert same_place(one, same) and not same_place(one, other) and not same_place(bare, bare)
