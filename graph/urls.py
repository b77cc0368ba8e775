"""Addresses of the graph app."""

from django.urls import URLPattern

app_name = "graph"
urlpatterns: list[URLPattern] = []
