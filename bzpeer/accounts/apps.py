from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "bzpeer.accounts"
    label = "accounts"
