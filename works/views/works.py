"""Works: the list, the page, its parts and its citation."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from bzpeer.core.pagecache import public_page
from works.pages import authors, browse, citing, stamps, why
from works.pages import work as page
from works.pages.panel import PLACE
from works.views.finding import canonical, found, moved


@require_safe
@login_not_required
def works(request: HttpRequest) -> HttpResponse:
    """List all works, newest first."""
    return TemplateResponse(request, "works/works.html", {"page": browse.works(request.GET)})


@require_safe
@login_not_required
@public_page(stamps.work)
def work(request: HttpRequest, public_id: str, slug: str) -> HttpResponseBase:
    """Show one work."""
    record = found(page.find(public_id))
    if record.slug != slug:
        return moved(request, record)
    context = {
        "page": page.load(record, canonical(request, record)),
        "graph": PLACE.read("work", public_id),
        "contact": settings.CONTACT_EMAIL,
    }
    return TemplateResponse(request, "works/work.html", context)


@require_safe
@login_not_required
def work_by_id(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead from the address without a name to the full one."""
    return redirect(found(page.find(public_id)), permanent=True)


@require_safe
@login_not_required
def why_part(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say on what a work's attribution rests; with ``author``, for that researcher alone."""
    record = found(page.find(public_id))
    reasons = why.load(record, author_public_id=request.GET.get("author", "")[:12])
    return TemplateResponse(request, "works/_why.html", {"work": record, "why": reasons})


@require_safe
@login_not_required
def authors_part(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the authors that the page of a large work leaves out, some hundred at a time."""
    record = found(page.find(public_id))
    part = authors.part(record, request.GET)
    template = "works/_authors.html" if request.headers.get("HX-Request") else "works/authors.html"
    response = TemplateResponse(request, template, {"part": part, "title": citing.plain_title(record)})
    response.headers["Vary"] = "HX-Request"
    return response


@require_safe
@login_not_required
@public_page(stamps.work_alone)
def cite(request: HttpRequest, public_id: str, slug: str) -> HttpResponseBase:
    """Show how to cite a work."""
    record = found(page.find(public_id))
    if record.slug != slug:
        return moved(request, record, "works:cite")
    url = canonical(request, record)
    context = {
        "work": record,
        "title": citing.plain_title(record),
        "citing": citing.of(record, url),
        "url": url,
    }
    return TemplateResponse(request, "works/cite.html", context)


@require_safe
@login_not_required
def bibtex(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """Give the work's BibTeX entry as a file, with every author."""
    record = found(page.find(public_id))
    if record.slug != slug:
        return moved(request, record, "works:bibtex")
    response = HttpResponse(
        citing.bibtex_file(record, canonical(request, record)),
        content_type="application/x-bibtex; charset=utf-8",
    )
    # A slug is ASCII letters, digits and dashes alone.
    response.headers["Content-Disposition"] = f'attachment; filename="{record.slug}.bib"'
    return response
