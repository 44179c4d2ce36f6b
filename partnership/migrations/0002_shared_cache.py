"""The table of the shared cache (limits on failed sign-ins), so that `migrate` alone makes a working database."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("partnership", "0001_ground_floor")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
