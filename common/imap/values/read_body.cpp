// Reads BODY and BODYSTRUCTURE for a client: RFC 3501 §9, body.
#include "common/imap/limits.hpp"
#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/values/message_structure.hpp"

namespace imap {

namespace {

/// body-fld-param = "(" string SP string *(SP string SP string) ")" / nil
Parameters read_parameters(Cursor& in) {
    Parameters parameters;
    if (in.eat_word("NIL")) return parameters;
    in.expect('(');
    if (in.eat(')')) return parameters;
    do {
        auto name = in.string("a parameter's name in quotes");
        in.space();
        parameters.emplace_back(std::move(name),
                                in.string("a parameter's value in quotes"));
        in.allow(parameters.size(), limits::list, "parameters");
    } while (in.eat(' '));
    if (!in.eat(')')) in.fail("a space or )");
    return parameters;
}

/// body-fld-lang = nstring / "(" string *(SP string) ")"
std::vector<std::string> read_languages(Cursor& in) {
    std::vector<std::string> languages;
    if (in.eat_word("NIL")) return languages;
    const bool list = in.eat('(');
    if (list && in.eat(')')) return languages;
    do {
        languages.push_back(in.string("a language in quotes"));
        in.allow(languages.size(), limits::list, "languages");
    } while (list && in.eat(' '));
    if (list && !in.eat(')')) in.fail("a space or )");
    return languages;
}

/// [SP body-fld-dsp [SP body-fld-lang [SP body-fld-loc
///     *(SP body-extension)]]] ")"
void read_end(Cursor& in, BodyPart& body) {
    if (in.eat(' ') && !in.eat_word("NIL")) {
        in.expect('(');
        auto kind = in.string("a disposition in quotes");
        in.space();
        body.disposition.emplace(std::move(kind), read_parameters(in));
        in.expect(')');
    }
    if (in.eat(' ')) body.languages = read_languages(in);
    if (in.eat(' ')) body.location = in.nstring("a location in quotes, or NIL");
    while (in.eat(' ')) in.skip_value();
    in.expect(')');
}

class BodyReader {
public:
    explicit BodyReader(Cursor& in) : in_(in) {}

    BodyPart read(std::size_t depth) {
        in_.allow(depth, limits::body_depth, "bodies inside one another");
        in_.allow(++count_, limits::body_parts, "bodies");
        if (!in_.ok()) return {};
        in_.expect('(');
        return in_.peek() == '(' ? read_multipart(depth) : read_one(depth);
    }

private:
    /// body-type-mpart = 1*body SP media-subtype [SP body-ext-mpart]
    BodyPart read_multipart(std::size_t depth) {
        BodyPart body;
        body.type = "MULTIPART";
        while (in_.peek() == '(') body.parts.push_back(read(depth + 1));
        in_.space();
        body.subtype = in_.string("a subtype in quotes");
        if (in_.eat(' ')) body.parameters = read_parameters(in_);
        read_end(in_, body);
        return body;
    }

    /// body-type-1part = (body-type-basic / body-type-msg / body-type-text)
    ///                   [SP body-ext-1part]
    BodyPart read_one(std::size_t depth) {
        BodyPart body;
        body.type = in_.string("a type in quotes");
        in_.space();
        body.subtype = in_.string("a subtype in quotes");
        in_.space();
        body.parameters = read_parameters(in_);
        in_.space();
        body.id = in_.nstring("an id in quotes, or NIL");
        in_.space();
        body.description = in_.nstring("a description in quotes, or NIL");
        in_.space();
        // RFC 3501 allows no NIL here, but some servers send it.
        body.encoding = in_.nstring("an encoding in quotes").value_or("7BIT");
        in_.space();
        body.octets = in_.number("a number of octets");
        if (same(body.type, "TEXT")) {
            in_.space();
            body.lines = in_.number("a number of lines");
        } else if (same(body.type, "MESSAGE") && in_.next(1) == '(') {
            read_message(body, depth);
        }
        if (in_.eat(' ')) body.md5 = in_.nstring("an MD5 in quotes, or NIL");
        read_end(in_, body);
        return body;
    }

    /// SP envelope SP body SP body-fld-lines
    void read_message(BodyPart& body, std::size_t depth) {
        in_.space();
        body.envelope = read_envelope(in_);
        in_.space();
        body.parts.push_back(read(depth + 1));
        in_.space();
        body.lines = in_.number("a number of lines");
    }

    Cursor& in_;
    std::size_t count_ = 0;
};

} // namespace

BodyPart read_body(Cursor& in) {
    return BodyReader(in).read(1);
}

} // namespace imap
