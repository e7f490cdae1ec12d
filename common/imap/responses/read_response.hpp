#pragma once

#include "common/imap/responses/response.hpp"

/// The responses that are more than a line of words, from the space behind
/// their name. For parse_response; a caller wants response.hpp.
namespace imap {

class Cursor;

Response read_list_data(Cursor& in, bool lsub);
Response read_namespace_data(Cursor& in);
Response read_status_data(Cursor& in);
Response read_search_data(Cursor& in);
Response read_esearch_data(Cursor& in);
Response read_fetch_data(Cursor& in, std::uint32_t number);

} // namespace imap
