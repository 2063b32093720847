# SPDX-License-Identifier: Apache-2.0
"""The choices that stand in a commitment."""

import enum

from modelseal import _declarations as declarations


class Suite(enum.IntEnum):
    """The function from records to places in the tree; a key is for one of them."""

    #: RFC 9381, ECVRF-P256-SHA256-TAI.
    ECVRF_P256 = declarations.DATASET_SUITE_ECVRF_P256
    #: Several times as fast to commit with, and not reviewed by anybody outside.
    BULK_P256_EXPERIMENTAL = declarations.DATASET_SUITE_BULK_P256_EXPERIMENTAL


class Kind(enum.IntEnum):
    """What is committed to of a record."""

    #: That it is there.
    SET = declarations.DATASET_KIND_SET
    #: Also its value, which stays hidden until a proof shows it.
    MAP = declarations.DATASET_KIND_MAP


class Duplicates(enum.IntEnum):
    """What happens to a record that comes twice."""

    #: The dataset is refused.
    ERROR = declarations.DATASET_DUPLICATES_ERROR
    #: It counts once; in a map only if its values are equal.
    COLLAPSE = declarations.DATASET_DUPLICATES_COLLAPSE
    #: Its value is how often it came: eight bytes, the most significant first. For maps.
    COUNT = declarations.DATASET_DUPLICATES_COUNT


class Padding(enum.IntEnum):
    """How the number of records is hidden: dummies fill the tree up to a size class."""

    #: It is not hidden.
    NONE = declarations.DATASET_PADDING_NONE
    #: To a power of two.
    POWER_OF_TWO = declarations.DATASET_PADDING_POWER_OF_TWO
    #: To 4, 5, 6 or 7 times a power of two.
    QUARTER_STEPS = declarations.DATASET_PADDING_QUARTER_STEPS


class Phase(enum.IntEnum):
    """How far building has come."""

    ADDING = declarations.DATASET_PHASE_ADDING
    SORTING = declarations.DATASET_PHASE_SORTING
    PADDING = declarations.DATASET_PHASE_PADDING
    WRITING = declarations.DATASET_PHASE_WRITING
