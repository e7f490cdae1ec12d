#include "common/imap/responses/response.hpp"
#include "common/imap/text/writer.hpp"

namespace imap {

namespace {

std::string_view word_of(Outcome outcome) {
    switch (outcome) {
    case Outcome::ok:
        return "OK";
    case Outcome::no:
        return "NO";
    case Outcome::bad:
        return "BAD";
    }
    return {};
}

std::string_view word_of(Untagged::Kind kind) {
    switch (kind) {
    case Untagged::Kind::ok:
        return "OK";
    case Untagged::Kind::no:
        return "NO";
    case Untagged::Kind::bad:
        return "BAD";
    case Untagged::Kind::preauth:
        return "PREAUTH";
    case Untagged::Kind::bye:
        return "BYE";
    }
    return {};
}

void write_words(Writer& out, const std::vector<std::string>& words) {
    for (const auto& word : words) out << ' ' << word;
}

void write_delimiter(Writer& out, std::optional<char> delimiter) {
    if (delimiter)
        out.string(std::string(1, *delimiter));
    else
        out << "NIL";
}

void write_namespaces(Writer& out,
                      const std::vector<NamespaceData::One>& namespaces) {
    out << ' ';
    if (namespaces.empty()) {
        out << "NIL";
        return;
    }
    out << '(';
    for (const auto& one : namespaces) {
        auto list = out.list();
        list.next().string(one.prefix);
        write_delimiter(list.next(), one.delimiter);
    }
    out << ')';
}

class Printer {
public:
    explicit Printer(Writer& out) : out_(out) {}

    void operator()(const Tagged& tagged) {
        out_ << tagged.tag << ' ' << word_of(tagged.outcome);
        text(tagged.code, tagged.text);
    }
    void operator()(const Untagged& untagged) {
        out_ << "* " << word_of(untagged.kind);
        text(untagged.code, untagged.text);
    }
    void operator()(const Continuation& continuation) {
        out_ << "+ ";
        out_.text(continuation.text);
    }
    void operator()(const CapabilityData& data) {
        out_ << "* CAPABILITY";
        write_words(out_, data.capabilities);
    }
    void operator()(const EnabledData& data) {
        out_ << "* ENABLED";
        write_words(out_, data.capabilities);
    }
    void operator()(const IdData& data) {
        out_ << "* ID ";
        write(out_, data.fields);
    }
    void operator()(const Exists& data) {
        out_ << "* " << data.messages << " EXISTS";
    }
    void operator()(const Recent& data) {
        out_ << "* " << data.messages << " RECENT";
    }
    void operator()(const Expunged& data) {
        out_ << "* " << data.number << " EXPUNGE";
    }
    void operator()(const FlagsData& data) {
        out_ << "* FLAGS ";
        write(out_, data.flags);
    }
    void operator()(const ListData& data);
    void operator()(const NamespaceData& data) {
        out_ << "* NAMESPACE";
        write_namespaces(out_, data.personal);
        write_namespaces(out_, data.other_users);
        write_namespaces(out_, data.shared);
    }
    void operator()(const StatusData& data) {
        out_ << "* STATUS ";
        out_.astring(data.mailbox);
        out_ << ' ';
        auto list = out_.list();
        for (const auto& [item, value] : data.items)
            list.next() << name(item) << ' ' << value;
    }
    void operator()(const SearchData& data) {
        out_ << "* SEARCH";
        for (const auto number : data.numbers) out_ << ' ' << number;
    }
    void operator()(const EsearchData& data);
    void operator()(const FetchData& data);
    void operator()(const OtherData& data) { out_ << "* " << data.text; }

private:
    /// resp-text = ["[" resp-text-code "]" SP] text
    void text(const std::optional<Code>& code, std::string_view text) {
        out_ << ' ';
        if (code) {
            write(out_, *code);
            out_ << ' ';
        } else if (text.starts_with('[')) {
            out_ << '('; // a "[" would be read as a code
            text.remove_prefix(1);
        }
        out_.text(text);
    }

    Writer& out_;
};

void Printer::operator()(const ListData& data) {
    out_ << (data.lsub ? "* LSUB " : "* LIST ");
    {
        auto list = out_.list();
        for (const auto& one : data.attributes) list.next() << one;
    }
    out_ << ' ';
    write_delimiter(out_, data.delimiter);
    out_ << ' ';
    out_.astring(data.mailbox);
    if (data.child_info.empty() && !data.old_name) return;
    out_ << ' ';
    auto extension = out_.list();
    if (!data.child_info.empty()) {
        extension.next() << "\"CHILDINFO\" ";
        auto list = out_.list();
        for (const auto& one : data.child_info) list.next().string(one);
    }
    if (data.old_name) {
        extension.next() << "\"OLDNAME\" ";
        out_.list().next().astring(*data.old_name);
    }
}

void Printer::operator()(const EsearchData& data) {
    out_ << "* ESEARCH";
    if (!data.tag.empty()) {
        out_ << " (TAG ";
        out_.string(data.tag);
        out_ << ')';
    }
    if (data.uid) out_ << " UID";
    if (data.min) out_ << " MIN " << *data.min;
    if (data.max) out_ << " MAX " << *data.max;
    if (data.count) out_ << " COUNT " << *data.count;
    if (!data.all) return;
    out_ << " ALL ";
    write(out_, *data.all);
}

class ValuePrinter {
public:
    explicit ValuePrinter(Writer& out) : out_(out) {}

    void operator()(const Flags& flags) {
        out_ << "FLAGS ";
        write(out_, flags);
    }
    void operator()(const Uid& uid) { out_ << "UID " << uid.value; }
    void operator()(const DateTime& date) {
        out_ << "INTERNALDATE ";
        write(out_, date);
    }
    void operator()(const Size& size) { out_ << "RFC822.SIZE " << size.octets; }
    void operator()(const Envelope& envelope) {
        out_ << "ENVELOPE ";
        write(out_, envelope);
    }
    void operator()(const Body& body) {
        out_ << (body.form == BodyForm::basic ? "BODY " : "BODYSTRUCTURE ");
        write(out_, body.part, body.form);
    }
    void operator()(const Content& content) {
        const bool binary = content.kind == FetchItem::Kind::binary;
        out_ << name(content.kind);
        if (binary || content.kind == FetchItem::Kind::section)
            write(out_, content.section);
        if (content.origin) out_ << '<' << *content.origin << '>';
        out_ << ' ';
        const auto& octets = content.octets;
        if (!octets)
            out_ << "NIL";
        else if (binary && octets->find('\0') != octets->npos)
            out_.literal8(*octets);
        else
            out_.literal(*octets);
    }
    void operator()(const BinarySize& size) {
        out_ << "BINARY.SIZE";
        write(out_, Section{size.part});
        out_ << ' ' << size.octets;
    }

private:
    Writer& out_;
};

void Printer::operator()(const FetchData& data) {
    out_ << "* " << data.number << " FETCH ";
    auto list = out_.list();
    for (const auto& value : data.values)
        std::visit(ValuePrinter(list.next()), value);
}

} // namespace

std::string print(const Response& response, bool utf8) {
    Writer out(Writer::Options{utf8, false});
    std::visit(Printer(out), response);
    out << "\r\n";
    return out.take();
}

} // namespace imap
