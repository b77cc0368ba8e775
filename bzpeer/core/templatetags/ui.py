"""Numbers, dates and marks, as every page writes them."""

from django import template

register = template.Library()
