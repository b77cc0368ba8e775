"""The researcher page, and the pages about how trust and verification work."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from bzpeer.core import pagecache
from profiles.pages import profile, viewer, works_list
from profiles.pages.profile import Record
from profiles.pages.stamps import profile_stamp
from profiles.trust import method
from profiles.trust.explain import MEANING
from works.models import Author


@login_not_required
@require_safe
@pagecache.public_page(profile_stamp)
def detail(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """Show one researcher."""
    if pagecache.has_session(request) and (stamped := profile_stamp(public_id, slug)):
        return _for_reader(request, public_id, slug, stamped)
    record = _found(public_id)
    if elsewhere := _elsewhere(request, record.author, slug):
        return elsewhere
    page = profile.load(record, request.GET)
    context = {"page": page, "viewpoint": viewer.anonymous(page)}
    return TemplateResponse(request, "profiles/detail.html", context)


def _for_reader(request: HttpRequest, public_id: str, slug: str, stamped: str) -> HttpResponse:
    """Show the page to somebody with a session; what all readers share is read and rendered once."""
    page = SimpleLazyObject(lambda: profile.load(_found(public_id), request.GET))
    context = {
        "page": page,
        "viewpoint": viewer.of(request.user.pk, public_id, slug),
        "kept": pagecache.part_key(request, stamped),
    }
    return TemplateResponse(request, "profiles/detail.html", context)


@login_not_required
@require_safe
@pagecache.public_page(profile_stamp)
def works_part(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """Give htmx the next works of a researcher, and the pager that follows them."""
    author = _found(public_id).author
    if elsewhere := _elsewhere(request, author, slug):
        return elsewhere
    context = {"author": author, "works": works_list.load(author, request.GET)}
    return TemplateResponse(request, "profiles/_more_works.html", context)


def _found(public_id: str) -> Record:
    record = profile.find(public_id)
    if record is None:
        raise Http404
    return record


def _elsewhere(request: HttpRequest, author: Author, slug: str) -> HttpResponse | None:
    """Answer for a record that has gone, or that stands under another address."""
    if author.status == Author.Status.SUPPRESSED:
        return TemplateResponse(request, "410.html", status=410)
    if author.merged_into:
        return redirect(author.merged_into, permanent=True)
    if slug != author.slug:
        query = request.META["QUERY_STRING"]
        return redirect(author.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)
    return None


@login_not_required
@require_safe
def about_trust(request: HttpRequest) -> HttpResponse:
    """Explain the trust score from the constants that compute it."""
    context = {"tables": method.trust_tables(), "meaning": MEANING}
    return TemplateResponse(request, "profiles/about_trust.html", context)


@login_not_required
@require_safe
def about_verification(request: HttpRequest) -> HttpResponse:
    """Explain the verification levels from the criteria that decide them."""
    context = {"tables": method.verification_tables()}
    return TemplateResponse(request, "profiles/about_verification.html", context)
