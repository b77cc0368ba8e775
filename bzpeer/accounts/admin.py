"""Accounts in the admin."""

from django.contrib import admin

from bzpeer.accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["email", "display_name", "is_active", "is_staff", "date_joined"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email", "display_name"]
    ordering = ["-date_joined", "-pk"]
    readonly_fields = ["date_joined", "last_login"]
    exclude = ["password", "user_permissions"]
    show_full_result_count = False
