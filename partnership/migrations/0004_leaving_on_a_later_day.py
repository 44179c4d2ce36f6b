"""Somebody may leave on a day that is still to come, and signs in until then."""

from django.db import migrations, models

HELP = "The day on which they leave. From that day no mail, no new work and no sign-in; until then all is as it was."


class Migration(migrations.Migration):
    dependencies = [("partnership", "0003_kinds_of_mail")]

    operations = [
        migrations.RemoveConstraint(model_name="user", name="user_who_left_may_not_sign_in"),
        migrations.AlterField(
            model_name="user",
            name="left_on",
            field=models.DateField(blank=True, help_text=HELP, null=True),
        ),
        migrations.AlterField(
            model_name="historicaluser",
            name="left_on",
            field=models.DateField(blank=True, help_text=HELP, null=True),
        ),
    ]
