# One image for both kinds of process: `manage.py web` and `manage.py work`.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 MLFORKIDS_DATA=/data
WORKDIR /site

# What seldom changes comes first.
COPY bin/_setup.sh bin/
COPY pyproject.toml uv.lock package.json package-lock.json ./
RUN bash -c "source bin/_setup.sh && install" && rm -rf /root/.cache /root/.npm

COPY . .
RUN useradd --system site \
    && SECRET_KEY=build DATABASE_URL=postgresql://build/build REDIS_URL=redis://build \
        .venv/bin/python manage.py prepare --files-only \
    && mkdir /files && chown -R site: /data /files
USER site
EXPOSE 8000
CMD [".venv/bin/python", "manage.py", "web", "--host", "0.0.0.0"]
