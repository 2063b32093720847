# SPDX-License-Identifier: Apache-2.0
"""JSON Lines, by the standard library."""

import json
import os
from collections.abc import Iterator
from typing import Any, NoReturn

from modelseal.dataset.records import Item, Record
from modelseal.formats._lines import numbered_lines
from modelseal.formats.record_error import RecordError, place_in


def jsonl(
    path: str | os.PathLike[str], *, field: str | None = None, value_field: str | None = None
) -> Iterator[Item]:
    """Every line that is not empty is one JSON text. A record is the whole text, for the view
    json-rfc8785, or one member of it: text as it is, whole numbers and booleans as JSON has them.
    """
    for number, line in numbered_lines(path):
        if field is None and value_field is None:
            yield line
            continue
        place = place_in(path, "line", number)
        document = _parse(line, place)
        data = line if field is None else _member(document, field, place)
        yield data if value_field is None else Record(data, _member(document, value_field, place))


def _parse(line: bytes, place: str) -> Any:
    """Strictly: no member twice, of which readers would choose different ones; no NaN."""

    def without_twins(members: list[tuple[str, Any]]) -> dict[str, Any]:
        unique = dict(members)
        if len(unique) != len(members):
            raise RecordError(place, "a member of an object is there twice")
        return unique

    def refuse(constant: str) -> NoReturn:
        raise RecordError(place, f"not JSON: {constant}")

    try:
        text = line.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=without_twins, parse_constant=refuse)
    except RecordError:
        raise
    except ValueError as error:
        raise RecordError(place, f"not JSON: {error}") from error


def _member(document: Any, name: str, place: str) -> bytes:
    if not isinstance(document, dict) or name not in document:
        raise RecordError(place, f"no member {name!r}")
    member = document[name]
    try:
        if isinstance(member, str):
            return member.encode()
    except UnicodeEncodeError as error:
        raise RecordError(place, f"the member {name!r} is no Unicode text") from error
    if isinstance(member, bool):
        return b"true" if member else b"false"
    # Larger ones are no whole numbers for most readers of JSON.
    if isinstance(member, int) and -(1 << 63) <= member < 1 << 64:
        return str(member).encode()
    raise RecordError(place, f"the member {name!r} is not text, a whole number or a boolean")
