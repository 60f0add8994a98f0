"""Every error Attaché raises on purpose.

AttacheError
├── SettingsError      a setting is wrong: the start is refused
├── ArticleError       one text could not become an article: it is refused, with the reason
├── FetchError         an address could not be fetched
│   └── AddressError   the address is not allowed (not http(s), loopback, private, link-local)
├── FeedError          the bytes at a feed's address are no feed
├── StoreError         the article base cannot be used
│   └── NewerDatabase  it was written by a newer Attaché
├── QuestionError      a member asked something that cannot be answered as put
└── SendError          Discord did not take a message
    ├── SendRefused    and never will (channel gone, permission missing): do not try again
    └── SendUncertain  it may or may not have arrived: try again with the same nonce

`str(error)` is what a person reads: what is wrong and what to do. `subject` is what it is about.
"""

from __future__ import annotations


class AttacheError(Exception):
    """The root: `subject` names the thing, the message says what is wrong and what to do."""

    def __init__(self, message: str, *, subject: str = "") -> None:
        super().__init__(message)
        self.subject = subject


class SettingsError(AttacheError):
    """One line a mistake, each naming its variable."""


class ArticleError(AttacheError):
    """A text that could not become an article; `subject` is its path, URL or id."""


class FetchError(AttacheError):
    """An address that could not be fetched; `retry_after` in seconds when the server named one."""

    def __init__(
        self, message: str, *, subject: str = "", retry_after: float | None = None
    ) -> None:
        super().__init__(message, subject=subject)
        self.retry_after = retry_after


class AddressError(FetchError):
    """An address that must never be fetched."""


class FeedError(AttacheError):
    """Bytes that are no feed."""


class StoreError(AttacheError):
    """The article base cannot be used."""


class NewerDatabase(StoreError):
    """The article base was written by a newer Attaché."""


class QuestionError(AttacheError):
    """A question that cannot be answered as put; the message says what to type instead."""


class SendError(AttacheError):
    """Discord did not take a message; `retry_after` in seconds when Discord named one."""

    def __init__(
        self, message: str, *, subject: str = "", retry_after: float | None = None
    ) -> None:
        super().__init__(message, subject=subject)
        self.retry_after = retry_after


class SendRefused(SendError):
    """Discord will never take it: do not try again."""


class SendUncertain(SendError):
    """The message may have arrived: try again under the same nonce."""
