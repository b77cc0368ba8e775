"""An app of a test site's worker: jobs that fail, hang and die as they are told."""
