"""The data dictionary says what the descriptor says."""

from geodata.atlas import Atlas
from geodata.dictionary import PAGE, page


def test_the_dictionary_is_up_to_date(atlas: Atlas) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(atlas.schema), "run `make dictionary`"


def test_every_column_is_described(atlas: Atlas) -> None:
    for table in atlas.schema.tables.values():
        assert table.description
        for field in table.fields:
            assert field.description, f"{table.name}.{field.name}"
