#include "common/imap/values/message_structure.hpp"

#include "common/imap/text/ascii.hpp"
#include "common/imap/text/writer.hpp"

namespace imap {

namespace {

void write_parameters(Writer& out, const Parameters& parameters) {
    if (parameters.empty()) {
        out << "NIL";
        return;
    }
    auto list = out.list();
    for (const auto& [name, value] : parameters) {
        list.next().string(name);
        list.next().string(value);
    }
}

/// Writes the end of the extension data of every body: body-fld-dsp,
/// body-fld-lang and body-fld-loc.
void write_end(Writer::List& list, const BodyPart& body) {
    auto& out = list.next();
    if (body.disposition) {
        auto disposition = out.list();
        disposition.next().string(body.disposition->first);
        write_parameters(disposition.next(), body.disposition->second);
    } else {
        out << "NIL";
    }
    list.next();
    if (body.languages.empty()) {
        out << "NIL";
    } else {
        auto languages = out.list();
        for (const auto& one : body.languages) languages.next().string(one);
    }
    list.next().nstring(body.location);
}

/// body-type-mpart = 1*body SP media-subtype [SP body-ext-mpart]
void write_multipart(Writer& out, const BodyPart& body, BodyForm form) {
    auto list = out.list();
    list.next();
    for (const auto& part : body.parts) write(out, part, form);
    list.next().string(body.subtype);
    if (form == BodyForm::basic) return;
    write_parameters(list.next(), body.parameters);
    write_end(list, body);
}

} // namespace

void write(Writer& out, const BodyPart& body, BodyForm form) {
    if (!body.parts.empty() && !body.envelope)
        return write_multipart(out, body, form);

    auto list = out.list();
    list.next().string(body.type);
    list.next().string(body.subtype);
    write_parameters(list.next(), body.parameters);
    list.next().nstring(body.id);
    list.next().nstring(body.description);
    list.next().string(body.encoding);
    list.next() << body.octets;
    if (body.envelope && !body.parts.empty()) {
        write(list.next(), *body.envelope);
        write(list.next(), body.parts.front(), form);
        list.next() << body.lines;
    } else if (same(body.type, "TEXT")) {
        list.next() << body.lines;
    }
    if (form == BodyForm::basic) return;
    list.next().nstring(body.md5);
    write_end(list, body);
}

} // namespace imap
