"""The researcher page, and the pages about how trust and verification work."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from bzpeer.core import pagecache
from profiles.pages import profile, viewer, works_list
from profiles.pages.filters import Filters
from profiles.pages.profile import ProfilePage, Record
from profiles.pages.stamps import profile_stamp
from profiles.pages.viewer import Viewpoint
from profiles.trust import method
from profiles.trust.explain import MEANING
from works.models import Author


@login_not_required
@require_safe
@pagecache.public_page(profile_stamp)
def detail(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """Show one researcher."""
    page = ProfilePage(public_id, request.GET)
    stamped = profile_stamp(public_id, slug) if pagecache.has_session(request) else pagecache.stamp(request)
    if stamped is None:
        return _elsewhere(request, _found(public_id).author, slug) or redirect(page.author)
    kept = pagecache.part_key(request.build_absolute_uri(request.path), stamped)
    context = {
        "page": page,
        "viewpoint": _viewpoint(request, page, slug),
        "kept": kept,
        # The facets of a list without filters are the same on each of its pages.
        "kept_facets": kept if Filters.read(request.GET).is_plain else None,
        # Without a session the whole page is kept, and its list needs no place of its own.
        "kept_list": pagecache.part_key(request.build_absolute_uri(), stamped)
        if pagecache.has_session(request)
        else None,
    }
    return TemplateResponse(request, "profiles/detail.html", context)


def _viewpoint(request: HttpRequest, page: ProfilePage, slug: str) -> Viewpoint | SimpleLazyObject:
    if request.user.is_authenticated:
        return viewer.of(request.user.pk, page.public_id, slug)
    return SimpleLazyObject(lambda: viewer.anonymous(page))


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
