#include "proto_server/mime/message.hpp"

#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/decode.hpp"
#include "proto_server/mime/envelope.hpp"
#include "proto_server/mime/limits.hpp"
#include "proto_server/mime/structure.hpp"

#include <algorithm>
#include <set>

namespace mime {
namespace {

std::string cut(std::string_view text, std::optional<Partial> partial) {
    if (!partial) return std::string(text);
    if (partial->offset >= text.size()) return {};
    return std::string(text.substr(static_cast<std::size_t>(partial->offset),
                                   static_cast<std::size_t>(partial->count)));
}

std::string without_nul(std::string text) {
    std::replace(text.begin(), text.end(), '\0', '\x80');
    return text;
}

/// Returns the chosen fields as they are, and the empty line (RFC 3501 §6.4.5).
std::string chosen_fields(const std::vector<Field>& fields,
                          const Section& section) {
    const bool wanted = section.text == Section::Text::header_fields;
    std::set<std::string> names;
    for (const auto& name : section.fields) names.insert(imap::upper(name));
    std::string chosen;
    for (const auto& field : fields) {
        if (names.contains(imap::upper(field.name)) != wanted) continue;
        chosen += field.whole;
        if (!chosen.ends_with('\n')) chosen += "\r\n";
    }
    return chosen + "\r\n";
}

} // namespace

Message::Message(std::string_view octets, bool global)
    : octets_(octets), fields_(fields(find_header(octets))), global_(global) {}

const Tree& Message::tree() const {
    if (tree_.empty()) tree_ = find_parts(octets_, global_);
    return tree_;
}

imap::Envelope Message::envelope() const {
    auto addresses = limits::addresses;
    return make_envelope(fields_, addresses);
}

imap::BodyPart Message::structure() const {
    return make_structure(tree(), 0);
}

/// Goes one step from `part` to its part `number`. A message that is no
/// multipart has one part, its body.
const Part* Message::enter(const Part& part, std::uint32_t number,
                           bool& is_message) const {
    const Part* from = &part;
    if (!is_message && from->kind == Part::Kind::message) {
        from = &tree()[from->children.at(0)];
        is_message = true;
    }
    if (from->kind == Part::Kind::multipart) {
        is_message = false;
        const bool there = number >= 1 && number <= from->children.size();
        return there ? &tree()[from->children[number - 1]] : nullptr;
    }
    const bool its_body = is_message && number == 1;
    is_message = false;
    return its_body ? from : nullptr;
}

const Part* Message::find(const std::vector<std::uint32_t>& numbers) const {
    const Part* part = &tree().front();
    bool is_message = true;
    for (const auto number : numbers) {
        part = enter(*part, number, is_message);
        if (!part) return nullptr;
    }
    return part;
}

std::optional<std::string>
Message::section(const Section& section, std::optional<Partial> partial) const {
    using Text = Section::Text;
    const bool of_message = section.part.empty();
    if (of_message && section.text == Text::all)
        return without_nul(cut(octets_, partial));

    // The message itself needs no search for parts.
    auto header = find_header(octets_);
    auto body = octets_.substr(header.size());
    if (!of_message) {
        const auto* part = find(section.part);
        if (!part) return std::nullopt;
        if (section.text == Text::all)
            return without_nul(cut(part->body, partial));
        if (section.text == Text::mime)
            return without_nul(cut(part->header, partial));
        // Only a part that is a message has a HEADER and a TEXT.
        if (part->kind != Part::Kind::message) return std::nullopt;
        part = &tree()[part->children.at(0)];
        header = part->header;
        body = part->body;
    }
    if (section.text == Text::header || section.text == Text::mime)
        return without_nul(cut(header, partial));
    if (section.text == Text::text) return without_nul(cut(body, partial));
    return without_nul(
        cut(chosen_fields(of_message ? fields_ : fields(header), section),
            partial));
}

tl::expected<std::string, Message::BinaryError>
Message::binary(const std::vector<std::uint32_t>& numbers,
                std::optional<Partial> partial) const {
    if (numbers.empty()) return cut(octets_, partial);
    const auto* part = find(numbers);
    if (!part) return tl::unexpected(BinaryError::no_such_part);
    if (part->kind == Part::Kind::multipart ||
        part->kind == Part::Kind::message)
        return cut(part->body, partial);
    auto decoded = decode(part->body, transfer_encoding(part->header));
    if (!decoded) return tl::unexpected(BinaryError::unknown_encoding);
    if (part->type.is("text")) decoded = with_crlf(*decoded);
    return cut(*decoded, partial);
}

} // namespace mime
