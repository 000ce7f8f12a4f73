"""python -m benchmarks.plain_site fill STUDENTS, or serve PORT; with its settings set.

`fill` makes the database, and prints what it takes to add examples, as JSON.
"""

import json
import sys

import psycopg
import uvicorn
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.test import Client
from psycopg import sql

from .models import Label, Project
from .settings import DATABASE, THREADS


def main() -> None:
    verb, number = sys.argv[1], int(sys.argv[2])
    if verb == "fill":
        sys.stdout.write(json.dumps(fill(number)))
    else:
        serve(number)


def fill(students: int) -> dict[str, object]:
    make_database()
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # Ours has no migrations.
    owner = User.objects.create_user("teacher")
    project = Project.objects.create(owner=owner, name="Bench")
    label = Label.objects.create(project=project, name="cat")
    users = [User.objects.create_user(f"student {place}") for place in range(students)]
    return {
        "project": str(project.pk),
        "label": label.pk,
        "sessions": [session_of(user) for user in users],
    }


def make_database() -> None:
    host = settings.DATABASES["default"]["HOST"]
    with psycopg.connect(host=host, user="postgres", autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE))
        )


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def serve(port: int) -> None:
    """Answer as `manage.py web` does: each request in one thread of several."""
    application = WSGIMiddleware(
        get_wsgi_application(),
        workers=THREADS,
        send_queue_size=0,
    )
    uvicorn.run(
        application,
        port=port,
        access_log=False,
        log_level="warning",
        lifespan="off",
        server_header=False,
    )


if __name__ == "__main__":
    main()
