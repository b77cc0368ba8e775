"""The follow button."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bzpeer.accounts.http import UserRequest
from bzpeer.core.htmx import HtmxRequest
from profiles.actions import follows
from profiles.models import Profile
from works.models import Author


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
def follow(request: HtmxRequest, public_id: str, slug: str) -> HttpResponse:
    """Follow or unfollow (POST, field ``want`` 1 or 0); a stranger is led to the log-in and back."""
    author = get_object_or_404(Author.objects.listed(), public_id=public_id)
    if not request.user.is_authenticated:
        follows.intend(request.session, author)
        return _to_login(request, author)
    if request.method == "POST":
        return _change(cast("UserRequest", request), author, want=request.POST.get("want") != "0")
    return redirect(author)


def _to_login(request: HttpRequest, author: Author) -> HttpResponseRedirect:
    messages.info(request, f"Log in, and you will follow {author.display_name}.")
    query = urlencode({"next": author.get_absolute_url()})
    return HttpResponseRedirect(f"{resolve_url('account_login')}?{query}")


def _change(request: UserRequest, author: Author, *, want: bool) -> HttpResponse:
    """Give htmx the fresh button; send everyone else back to the profile."""
    try:
        changed = (follows.follow if want else follows.unfollow)(by=request.user, author=author)
    except follows.OwnRecord:
        return HttpResponse("This is your own record.", status=409, content_type="text/plain")
    said = f"You {'now follow' if want else 'no longer follow'} {author.display_name}."
    if not request.htmx:
        if changed:
            messages.success(request, said)
        return redirect(author)
    followers = Profile.objects.values_list("followers_count", flat=True).get(author=author)
    context = {"follow": {"author": author, "following": want, "followers": followers, "said": said}}
    return TemplateResponse(request, "profiles/_follow_answer.html", context)
