# SPDX-License-Identifier: Apache-2.0
"""What modelseal raises. Every error has the library's code, its stable name, one line for a person
and the details that are known; which class it is follows from the code."""

import errno
from collections.abc import Mapping

from modelseal import _declarations as declarations

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
]


class ModelSealError(Exception):
    """Any failure that the library reports.

    `code` is one of MODELSEAL_ERROR_* of modelseal.h, `name` the same as a text that never changes
    (`"DATASET_PROOF_INVALID"`), `message` one line for a person, which may change, `details` what
    is known beside: `path`, `field`, `expected`, `actual` and others.
    """

    def __init__(self, code: int, name: str, message: str, details: Mapping[str, str]) -> None:
        super().__init__(message)
        self.code = code
        self.name = name
        self.message = message
        self.details = dict(details)

    def __str__(self) -> str:
        return f"{self.message} [{self.name}]"

    def __reduce__(self) -> tuple[object, ...]:
        """Survives the way from another process, as from an executor of Spark."""
        return (type(self), (self.code, self.name, self.message, self.details))


class UsageError(ModelSealError, ValueError):
    """The call itself is wrong."""


class FormatError(ModelSealError, ValueError):
    """What was read breaks its format."""


class VerificationError(ModelSealError):
    """Checked and refused."""


class SignatureInvalid(VerificationError):
    """The signature does not hold."""


class IdentityMismatch(VerificationError):
    """Somebody else signed."""


class DigestMismatch(VerificationError):
    """Other content than was signed."""

    @property
    def path(self) -> str | None:
        """The file at fault."""
        return self.details.get("path")

    @property
    def expected(self) -> str | None:
        """The signed digest."""
        return self.details.get("expected")

    @property
    def actual(self) -> str | None:
        """The digest that was found."""
        return self.details.get("actual")


class LogProofInvalid(VerificationError):
    """A transparency log does not vouch for the signature."""


class TimestampInvalid(VerificationError):
    """No accepted authority vouches for the time."""


class DatasetProofInvalid(VerificationError):
    """A proof about records of a dataset does not hold."""


class TrustError(ModelSealError):
    """A key, a password or other trust material cannot be used."""


class TrustRootError(TrustError):
    """A Sigstore trust root cannot be used."""


class NetworkError(ModelSealError):
    """A service failed."""


class Cancelled(ModelSealError):
    """Stopped by the caller."""


class InternalError(ModelSealError):
    """Out of memory, or a bug in the library."""


class IoError(ModelSealError, OSError):
    """Could not read or write: nothing was judged. An `OSError` with `errno` and `filename`, where
    they are known."""

    #: What the class stands for where the library does not say.
    usual_errno: int | None = None

    def __init__(self, code: int, name: str, message: str, details: Mapping[str, str]) -> None:
        ModelSealError.__init__(self, code, name, message, details)
        self.errno = int(details["errno"]) if "errno" in details else self.usual_errno
        self.strerror = message
        self.filename = details.get("path")


class FileNotFound(IoError, FileNotFoundError):
    """There is no such file."""

    usual_errno = errno.ENOENT


class AccessDenied(IoError, PermissionError):
    """The file system does not let us."""

    usual_errno = errno.EACCES


_BY_CATEGORY: dict[int, type[ModelSealError]] = {
    declarations.CATEGORY_USAGE: UsageError,
    declarations.CATEGORY_IO: IoError,
    declarations.CATEGORY_MALFORMED: FormatError,
    declarations.CATEGORY_VERIFICATION: VerificationError,
    declarations.CATEGORY_TRUST: TrustError,
    declarations.CATEGORY_NETWORK: NetworkError,
    declarations.CATEGORY_CANCELLED: Cancelled,
    declarations.CATEGORY_INTERNAL: InternalError,
}

_BY_CODE: dict[int, type[ModelSealError]] = {
    declarations.ERROR_NOT_FOUND: FileNotFound,
    declarations.ERROR_SIGNATURE_NOT_FOUND: FileNotFound,
    declarations.ERROR_ACCESS_DENIED: AccessDenied,
    declarations.ERROR_SIGNATURE_INVALID: SignatureInvalid,
    declarations.ERROR_IDENTITY_MISMATCH: IdentityMismatch,
    declarations.ERROR_DIGEST_MISMATCH: DigestMismatch,
    declarations.ERROR_LOG_UNKNOWN: LogProofInvalid,
    declarations.ERROR_LOG_ENTRY_MISSING: LogProofInvalid,
    declarations.ERROR_LOG_ENTRY_MISMATCH: LogProofInvalid,
    declarations.ERROR_LOG_PROMISE_INVALID: LogProofInvalid,
    declarations.ERROR_LOG_INCLUSION_INVALID: LogProofInvalid,
    declarations.ERROR_CHECKPOINT_INVALID: LogProofInvalid,
    declarations.ERROR_TIMESTAMP_INVALID: TimestampInvalid,
    declarations.ERROR_DATASET_PROOF_INVALID: DatasetProofInvalid,
    declarations.ERROR_TRUST_ROOT_INVALID: TrustRootError,
}


def error_class(code: int) -> type[ModelSealError]:
    """The class of a code; of one that this version does not know, that of its category."""
    return _BY_CODE.get(code) or _BY_CATEGORY.get(code // 100, ModelSealError)


def make_error(code: int, name: str, message: str, details: Mapping[str, str]) -> ModelSealError:
    """The error for what the library reported."""
    return error_class(code)(code, name, message, details)
