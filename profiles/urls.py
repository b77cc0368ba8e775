"""Addresses of the profiles app."""

from django.urls import path

from profiles.views import follows, home, pages, search

app_name = "profiles"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("researchers/", home.researchers, name="researchers"),
    path("researchers/<public_id:public_id>/<slug:slug>/", pages.detail, name="detail"),
    path("researchers/<public_id:public_id>/<slug:slug>/parts/works/", pages.works_part, name="works_part"),
    path("researchers/<public_id:public_id>/<slug:slug>/follow/", follows.follow, name="follow"),
    path("about/trust/", pages.about_trust, name="about_trust"),
    path("about/verification/", pages.about_verification, name="about_verification"),
]
