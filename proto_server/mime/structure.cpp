#include "proto_server/mime/structure.hpp"

#include "proto_server/mime/envelope.hpp"
#include "proto_server/mime/header.hpp"
#include "proto_server/mime/limits.hpp"

namespace mime {
namespace {

/// The parameters of a text that has none: its charset is us-ascii (RFC 3501
/// §7.4.2).
const imap::Parameters default_parameters{{"charset", "us-ascii"}};

void add_type(imap::BodyPart& found, const Part& part) {
    if (part.kind == Part::Kind::lump) {
        found.type = "application";
        found.subtype = "octet-stream";
        return;
    }
    found.type = part.type.type;
    found.subtype = part.type.subtype;
    found.parameters = part.type.parameters;
    if (part.type.is("text") && part.type.parameter("charset").empty())
        found.parameters.insert(found.parameters.begin(),
                                default_parameters.begin(),
                                default_parameters.end());
}

/// Returns "en" and "fr" for "en, fr (Canada)", RFC 3282 §2.
std::vector<std::string> languages(const std::string& value) {
    std::vector<std::string> found;
    std::string word;
    int comments = 0;
    for (const char c : value + ",") {
        if (c == '(')
            ++comments;
        else if (c == ')' && comments > 0)
            --comments;
        else if (comments > 0 || c == ' ' || c == '\t')
            continue;
        else if (c != ',')
            word += c;
        else if (!word.empty())
            found.push_back(std::exchange(word, {}));
    }
    return found;
}

/// Returns the first word. A comment may follow it, RFC 2045 §6.1.
std::string first_word(const std::string& value) {
    return value.substr(0, value.find_first_of(" \t(;"));
}

void add_fields(imap::BodyPart& found, const Part& part) {
    const auto all = fields(part.header);
    found.id = value(all, "Content-ID");
    found.description = value(all, "Content-Description");
    found.md5 = value(all, "Content-MD5");
    found.location = value(all, "Content-Location");
    found.encoding =
        first_word(value(all, "Content-Transfer-Encoding").value_or(""));
    if (found.encoding.empty()) found.encoding = "7bit";
    if (const auto disposition = value(all, "Content-Disposition"))
        if (auto parsed = parse_disposition(*disposition);
            !parsed.first.empty())
            found.disposition = std::move(parsed);
    if (const auto language = value(all, "Content-Language"))
        found.languages = languages(*language);
}

/// Returns a part for a multipart that has none: RFC 3501 §9 asks for one.
imap::BodyPart empty_part() {
    return {.type = "text",
            .subtype = "plain",
            .parameters = default_parameters,
            .encoding = "7bit"};
}

/// Makes the structure of `tree[index]`. Each envelope subtracts from
/// `addresses` the number of addresses in it.
imap::BodyPart make_structure(const Tree& tree, std::size_t index,
                              std::size_t& addresses) {
    const auto& part = tree[index];
    imap::BodyPart found;
    add_type(found, part);
    add_fields(found, part);
    found.octets = static_cast<std::uint32_t>(part.body.size());
    found.lines = part.lines;
    // The recursion is at most limits::depth deep.
    for (const auto child : part.children)
        found.parts.push_back(make_structure(tree, child, addresses));
    if (part.kind == Part::Kind::multipart && found.parts.empty())
        found.parts.push_back(empty_part());
    if (part.kind == Part::Kind::message)
        found.envelope =
            make_envelope(fields(tree[part.children.at(0)].header), addresses);
    return found;
}

} // namespace

imap::BodyPart make_structure(const Tree& tree, std::size_t index) {
    auto addresses = limits::addresses;
    return make_structure(tree, index, addresses);
}

} // namespace mime
