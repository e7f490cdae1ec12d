#pragma once

#include "common/imap/responses/response.hpp"

/// Each reads the data of one response, from the space after its name. Only
/// parse_response() calls them; others include response.hpp.
namespace imap {

class Cursor;

Response read_list_data(Cursor& in, bool lsub);
Response read_namespace_data(Cursor& in);
Response read_status_data(Cursor& in);
Response read_search_data(Cursor& in);
Response read_esearch_data(Cursor& in);
Response read_fetch_data(Cursor& in, std::uint32_t number);

} // namespace imap
