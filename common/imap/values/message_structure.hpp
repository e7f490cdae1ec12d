#pragma once

#include "common/imap/values/body_structure.hpp"
#include "common/imap/values/envelope.hpp"

#include <cstdint>

namespace imap {

class Cursor;
class Writer;

/// envelope = "(" env-date SP env-subject SP env-from … ")"   RFC 3501 §9
/// Up to limits::addresses in a field.
Envelope read_envelope(Cursor& in);
void write(Writer& out, const Envelope& envelope);

/// BODY is without the extension data that BODYSTRUCTURE has.
enum class BodyForm : std::uint8_t { basic, extended };

/// body = "(" (body-type-1part / body-type-mpart) ")"   RFC 3501 §9
/// Reads either form, up to limits::body_depth and limits::body_parts.
BodyPart read_body(Cursor& in);

/// What has parts and no envelope is a multipart; what has both is a
/// message/rfc822, and has one part.
void write(Writer& out, const BodyPart& body, BodyForm form);

} // namespace imap
