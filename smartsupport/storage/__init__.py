"""Tables, unit of work, op log, migrations and vault: the only room that speaks SQL."""
