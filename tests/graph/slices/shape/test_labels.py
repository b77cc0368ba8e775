import pytest

from graph.slices.shape import labels
from tests.graph.slices.shape.sample import node


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Aug-NeRF: Training Stronger Neural Radiance Fields", "Aug-NeRF"),
        ("Unified Visual Transformer Compression", "Unified Visual…"),
        ("Bag of Tricks for Training Deeper Networks", "Bag of Tricks"),
        ("Anti-Oversmoothing in Deep Vision Transformers", "Anti-Oversmoothing…"),
        (r"L$^2$-GCN: Layer-Wise and Learned", "L2-GCN"),
        (r"UG$^{2+}$ Track 2: A Collective Benchmark", "UG2+ Track 2"),
        (r"On {GAN}s with \textit{small} data", "On GANs"),
        (r"$\alpha$-stable noise", "α-stable noise"),
        ("A price of $5 is a price", "A price"),
        ("Pneumonoultramicroscopicsilicovolcanoconiosis", "Pneumonoultramicroscopi…"),
        ("深層学習による画像認識の研究とその応用に関する考察", "深層学習による画像認識…"),
        ("الذكاء الاصطناعي في الطب", "الذكاء الاصطناعي في"),
        ("  ", "Unnamed"),
        ("evil\u202egnp.exe title", "evilgnp.exe title"),
    ],
)
def test_a_title_becomes_short(title, short):
    found = labels.short("work", title)

    assert found == short


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Tianlong Chen", "T. Chen"),
        ("Ludwig van der Berg", "L. van der Berg"),
        ("Jean-Pierre Serre", "J.-P. Serre"),
        ("W.-S. Zheng", "W.-S. Zheng"),
        ("Chen, Tianlong", "T. Chen"),
        ("Martin King, Jr.", "M. King"),
        ("John Ronald Reuel Tolkien", "J. Tolkien"),
        ("Plato", "Plato"),
        ("山田 太郎", "山田 太郎"),
        ("محمد علي", "محمد علي"),
        ("ATLAS Collaboration", "ATLAS Collaboration"),
        ("Élodie Durand", "É. Durand"),
    ],
)
def test_a_name_keeps_its_family_part(name, short):
    found = labels.short("person", name)

    assert found == short


def test_the_focus_keeps_its_name_whole():
    found = labels.short("person", "Zhangyang Wang", focus=True)

    assert found == "Zhangyang Wang"


def test_two_people_with_one_short_name_keep_their_full_names():
    people = [
        node("person", key, name) for key, name in [("1", "Yifan Wang"), ("2", "Yue Wang"), ("3", "Bo Li")]
    ]

    found = labels.shorten(people, "person:0")

    assert found == ["Yifan Wang", "Yue Wang", "B. Li"]


def test_wide_letters_need_wider_boxes():
    latin, _ = labels.half_size("topic", "abcdefgh", focus=False)
    chinese, _ = labels.half_size("topic", "深層学習による画", focus=False)

    assert chinese > latin * 1.4


def test_marks_that_stand_above_letters_take_no_room():
    plain, _ = labels.half_size("topic", "resume resume", focus=False)
    marked, _ = labels.half_size("topic", "re\u0301sume\u0301 resume", focus=False)

    assert marked == plain
