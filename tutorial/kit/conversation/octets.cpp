#include "tutorial/kit/conversation/octets.hpp"

#include "common/imap/requests/request.hpp"
#include "common/imap/requests/request_reader.hpp"
#include "common/imap/responses/response.hpp"
#include "common/imap/responses/response_reader.hpp"
#include "common/toy/command.hpp"
#include "common/toy/parts.hpp"
#include "common/toy/server_line.hpp"
#include "common/transcript/draw/diagram.hpp"
#include "common/transcript/pattern.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <utility>

namespace kit {

using namespace transcript;

namespace {

using Parts = std::vector<framing::Part>;

/// Returns a name as short as a label: "a command" of "a command such as NOOP".
std::string label(std::string name) {
    name.resize(std::min(name.find(" such as "), name.size()));
    const bool is_choice = name.find(" or ") != name.npos &&
                           name.front() >= 'A' && name.front() <= 'Z';
    return is_choice ? "one of " + name : name;
}

Parts labelled(Parts parts) {
    for (auto& part : parts) part.name = label(std::move(part.name));
    return parts;
}

/// Adds what could not be understood, from `offset` to the end of `text`.
void add_fault(Parts& parts, std::string_view text, std::size_t offset,
               const std::string& why) {
    std::erase_if(parts, [&](const auto& part) { return part.end > offset; });
    if (offset < text.size())
        parts.push_back({offset, text.size(), "not understood: " + why});
}

Parts name_toy(Side from, std::string_view line) {
    const auto add = [&](const auto& parsed, auto parts) {
        if (!parsed)
            add_fault(parts, line, parsed.error().offset, parsed.error().what);
        return parts;
    };
    if (from == Side::client)
        return add(toy::parse_command(line),
                   labelled(toy::command_parts(line)));
    return add(toy::parse_server_line(line),
               labelled(toy::server_line_parts(line)));
}

/// The text of a request or a response that comes in several rows, because it
/// holds a literal.
class Collected {
public:
    void add(SaidRow& row, const std::string& end) {
        pieces_.push_back({&row, text_.size()});
        text_ += row.octets + end;
    }

    /// Gives each row its parts of `text`, which a reader has put together.
    void give(std::string_view text, const Parts& parts);
    void clear() { *this = {}; }

private:
    struct Piece {
        SaidRow* row;
        std::size_t begin;
    };
    std::string text_;
    std::vector<Piece> pieces_;
};

void Collected::give(std::string_view text, const Parts& parts) {
    // A reader may have written an end anew; then the offsets are others.
    if (!text_.starts_with(text)) return;
    for (const auto& [begin, end, name] : parts)
        for (const auto& piece : pieces_) {
            const auto last = piece.begin + piece.row->octets.size();
            const auto from = std::max(begin, piece.begin);
            const auto to = std::min(end, last);
            if (from < to)
                piece.row->parts.push_back(
                    {from - piece.begin, to - piece.begin, name});
        }
}

/// Names the octets of one IMAP connection.
class ImapNamer {
public:
    void say(Side from, SaidRow& row, const std::string& end);

private:
    using RequestEvent = imap::RequestReader::Event;

    void take(const RequestEvent& event);
    void take_response(std::string_view text);

    imap::RequestReader requests_;
    imap::ResponseReader responses_;
    Collected request_;
    Collected response_;
    bool authenticates_ = false;
};

/// Returns the parts of a text, and its fault if there is one.
template<typename Parsed>
Parts parts_of(std::string_view text, const Parsed& parsed,
               const imap::Parts& noted) {
    auto parts = labelled(noted.all());
    if (!parsed)
        add_fault(parts, text, parsed.error().offset, parsed.error().what);
    return parts;
}

void ImapNamer::say(Side from, SaidRow& row, const std::string& end) {
    const auto octets = row.octets + end;
    std::string_view rest = octets;
    if (from == Side::client) {
        request_.add(row, end);
        while (const auto event = requests_.next(rest)) take(*event);
        return;
    }
    response_.add(row, end);
    while (const auto event = responses_.next(rest)) {
        if (event->kind == imap::ResponseReader::Event::Kind::response)
            take_response(event->text);
        response_.clear();
    }
}

void ImapNamer::take(const RequestEvent& event) {
    using Kind = RequestEvent::Kind;
    if (event.kind == Kind::go_ahead) return;
    const auto all = [&](const char* name) {
        request_.give(event.text, {{0, event.text.size(), name}});
    };
    if (event.kind == Kind::line) {
        const bool done = imap::parse_done(event.text);
        all(authenticates_ ? "an answer in base64"
            : done         ? "the end of IDLE"
                           : "not understood: only DONE ends an IDLE");
        if (done) requests_.expect_lines(false);
    }
    if (event.kind == Kind::request) {
        imap::Parts noted;
        const auto request = imap::parse_request(event.text, &noted);
        request_.give(event.text, parts_of(event.text, request, noted));
        if (request) {
            authenticates_ =
                std::holds_alternative<imap::Authenticate>(request->command);
            requests_.expect_lines(
                authenticates_ ||
                std::holds_alternative<imap::Idle>(request->command));
        }
    }
    request_.clear();
}

void ImapNamer::take_response(std::string_view text) {
    imap::Parts noted;
    const auto response = imap::parse_response(text, &noted);
    response_.give(text, parts_of(text, response, noted));
    // The answers of an AUTHENTICATE end where the server says how it ended.
    if (response && std::holds_alternative<imap::Tagged>(*response) &&
        std::exchange(authenticates_, false))
        requests_.expect_lines(false);
}

/// Adds the rows of a conversation, one after the other.
class RowNamer {
public:
    explicit RowNamer(Protocol protocol) : protocol_(protocol) {}

    void add(const Line& line);
    void add_direction() { rows_.emplace_back(); }
    std::vector<SaidRow> take_rows();

private:
    Protocol protocol_;
    std::deque<SaidRow> rows_; ///< a deque, so that they stay where they are
    std::map<Connection, ImapNamer> imap_;
};

void RowNamer::add(const Line& line) {
    auto& row = rows_.emplace_back();
    const auto said = render(line.text, {});
    if (!said) return;
    // `...` is sent as three dots, but here it is a pattern.
    for (const auto& piece : line.text)
        if (!std::holds_alternative<Octets>(piece)) return;
    row.octets = *said;
    if (protocol_ == Protocol::imap)
        imap_[line.connection].say(line.from, row, line.end);
    else if (!line.end.empty())
        row.parts = name_toy(line.from, row.octets);
}

std::vector<SaidRow> RowNamer::take_rows() {
    return {std::make_move_iterator(rows_.begin()),
            std::make_move_iterator(rows_.end())};
}

} // namespace

std::vector<SaidRow> said_rows(const Transcript& transcript) {
    RowNamer rows(transcript.protocol);
    const auto drawn = begin_rows(transcript);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const auto& step = transcript.steps[i];
        if (drawn[i] == BeginRow::note) rows.add_direction();
        if (drawn[i] != BeginRow::of_file) continue;
        if (const auto* line = std::get_if<Line>(&step.what)) {
            rows.add(*line);
            continue;
        }
        rows.add_direction();
        if (const auto* group = std::get_if<AnyOrder>(&step.what))
            for (const auto& line : group->lines) rows.add(line);
    }
    return rows.take_rows();
}

} // namespace kit
