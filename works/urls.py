"""Addresses of the works app."""

from django.urls import path

from works.views import institutions, sources, topics, works

app_name = "works"
urlpatterns = [
    path("works/", works.works, name="works"),
    path("works/<public_id:public_id>/", works.work_by_id, name="work_by_id"),
    path("works/<public_id:public_id>/parts/why/", works.why_part, name="why"),
    path("works/<public_id:public_id>/parts/authors/", works.authors_part, name="authors"),
    path("works/<public_id:public_id>/<slug:slug>.bib", works.bibtex, name="bibtex"),
    path("works/<public_id:public_id>/<slug:slug>/", works.work, name="work"),
    path("works/<public_id:public_id>/<slug:slug>/cite/", works.cite, name="cite"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<public_id:public_id>/", topics.topic_by_id, name="topic_by_id"),
    path("topics/<public_id:public_id>/<slug:slug>/", topics.topic, name="topic"),
    path("institutions/", institutions.institutions, name="institutions"),
    path("institutions/<public_id:public_id>/", institutions.institution_by_id, name="institution_by_id"),
    path("institutions/<public_id:public_id>/<slug:slug>/", institutions.institution, name="institution"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<public_id:public_id>/", sources.source_by_id, name="source_by_id"),
    path("sources/<public_id:public_id>/<slug:slug>/", sources.source, name="source"),
]
