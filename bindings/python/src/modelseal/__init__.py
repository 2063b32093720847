# SPDX-License-Identifier: Apache-2.0
"""Know who made a machine learning model, and what it was trained on.

So far the package commits to training data and proves single records of it: see
`modelseal.dataset`, `modelseal.formats` and `modelseal.spark`.
"""

from modelseal._declarations import VERSION_STRING as __version__
from modelseal.errors import (
    AccessDenied,
    Cancelled,
    DatasetProofInvalid,
    DigestMismatch,
    FileNotFound,
    FormatError,
    IdentityMismatch,
    InternalError,
    IoError,
    LogProofInvalid,
    ModelSealError,
    NetworkError,
    SignatureInvalid,
    TimestampInvalid,
    TrustError,
    TrustRootError,
    UsageError,
    VerificationError,
)

__all__ = [
    "AccessDenied",
    "Cancelled",
    "DatasetProofInvalid",
    "DigestMismatch",
    "FileNotFound",
    "FormatError",
    "IdentityMismatch",
    "InternalError",
    "IoError",
    "LogProofInvalid",
    "ModelSealError",
    "NetworkError",
    "SignatureInvalid",
    "TimestampInvalid",
    "TrustError",
    "TrustRootError",
    "UsageError",
    "VerificationError",
    "__version__",
]
