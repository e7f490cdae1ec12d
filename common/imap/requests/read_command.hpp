#pragma once

#include "common/imap/requests/command.hpp"

/// Each reads the arguments of one command, from the space after its name.
/// Only parse_request() calls them; others include request.hpp.
namespace imap {

class Cursor;

Command read_id(Cursor& in);
Command read_login(Cursor& in);
Command read_authenticate(Cursor& in);
Command read_enable(Cursor& in);

Command read_create(Cursor& in);
Command read_rename(Cursor& in);
Command read_list(Cursor& in);
Command read_lsub(Cursor& in);
Command read_status(Cursor& in);
Command read_append(Cursor& in);

Command read_expunge(Cursor& in, bool uid);
Command read_search(Cursor& in, bool uid);
Command read_fetch(Cursor& in, bool uid);
Command read_store(Cursor& in, bool uid);
Command read_copy(Cursor& in, bool uid);
Command read_move(Cursor& in, bool uid);

} // namespace imap
