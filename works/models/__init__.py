"""The scholarly record."""

from works.models.author import Author, AuthorIdentifier, AuthorName
from works.models.authorship import Attribution, Authorship
from works.models.import_run import ImportProblem, ImportRun, SourceRecord
from works.models.institution import Institution
from works.models.neighbours import AuthorTopic, Coauthor
from works.models.source import Source
from works.models.stale_count import StaleCount
from works.models.topic import Topic, WorkTopic
from works.models.work import Work, WorkIdentifier, WorkVersion

__all__ = [
    "Attribution",
    "Author",
    "AuthorIdentifier",
    "AuthorName",
    "AuthorTopic",
    "Authorship",
    "Coauthor",
    "ImportProblem",
    "ImportRun",
    "Institution",
    "Source",
    "SourceRecord",
    "StaleCount",
    "Topic",
    "Work",
    "WorkIdentifier",
    "WorkTopic",
    "WorkVersion",
]
