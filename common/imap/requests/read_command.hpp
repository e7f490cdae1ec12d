#pragma once

#include "common/imap/requests/command.hpp"

/// The arguments of each command, from the space behind its name. For
/// parse_request; a caller wants request.hpp.
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
