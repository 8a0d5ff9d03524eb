"""A database is brought up to date once."""

import subprocess
import sys
from pathlib import Path

from sqlite_utils import Database

from briefing.store import open_store
from briefing.store.schema import migrations
from briefing.store.session import CHANGES


def test_as_many_changes_are_looked_for_as_there_are(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    open_store(path).close()
    assert len(migrations.applied(Database(path))) == CHANGES
    assert not migrations.pending(Database(path))


def test_a_database_that_lacks_a_change_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    open_store(path).close()
    database = Database(path)
    database.execute("DROP INDEX items_standing")
    database.execute("ALTER TABLE items DROP COLUMN standing")
    database.execute("DELETE FROM _sqlite_migrations WHERE name = 'standing_items'")
    database.conn.commit()
    database.close()
    open_store(path).close()
    assert "standing" in Database(path)["items"].columns_dict


def test_a_current_database_is_opened_without_the_tool_that_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "briefing.db"
    open_store(path).close()
    asked = "import sys; from pathlib import Path; from briefing.store import open_store"
    told = "open_store(Path(sys.argv[1])).close(); print('sqlite_utils' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"{asked}; {told}", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
