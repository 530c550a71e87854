"""The small texts are what the chapter says of them: two languages side by side, code, a manual."""

from minilib.texts import ENGLISH, SPANISH, code, manual, paragraphs


def test_both_languages_have_the_same_paragraphs_and_about_the_same_length():
    english, spanish = paragraphs(ENGLISH), paragraphs(SPANISH)
    assert len(english) == len(spanish) == 20
    assert all(0.8 < len(b) / len(a) < 1.25 for a, b in zip(english, spanish, strict=True))
    assert all("\n" not in p and "  " not in p for p in english + spanish)


def test_only_the_spanish_text_has_letters_beyond_english():
    assert ENGLISH.isascii()
    assert {c for c in SPANISH if not c.isascii()} == set("áéíóúñÚÉÁ¿—") & set(SPANISH)
    assert "ñ" in SPANISH


def test_code_compiles_when_put_together_and_is_long_enough():
    source = "\n\n".join(code())
    compile(source, "argparse", "exec")
    assert len(source) > 50_000


def test_the_manual_has_every_paragraph_once():
    blocks = manual().split("\n\n")
    assert len(manual()) > 200_000
    assert len(blocks) == len(set(blocks))
