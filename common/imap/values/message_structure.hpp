#pragma once

#include "common/imap/values/body_structure.hpp"
#include "common/imap/values/envelope.hpp"

#include <cstdint>

namespace imap {

class Cursor;
class Writer;

/// envelope = "(" env-date SP env-subject SP env-from … ")"   RFC 3501 §9
/// Reads at most limits::addresses in a field.
Envelope read_envelope(Cursor& in);
void write(Writer& out, const Envelope& envelope);

/// `basic` is BODY; `extended` is BODYSTRUCTURE, which has extension data, too.
enum class BodyForm : std::uint8_t { basic, extended };

/// body = "(" (body-type-1part / body-type-mpart) ")"   RFC 3501 §9
/// Reads both forms, up to limits::body_depth and limits::body_parts.
BodyPart read_body(Cursor& in);

/// Writes `body`. A body with parts and no envelope is a multipart; a body with
/// both is a message/rfc822 and has one part.
void write(Writer& out, const BodyPart& body, BodyForm form);

} // namespace imap
