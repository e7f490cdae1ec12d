#include "common/imap/values/search_key.hpp"

#include "common/imap/limits.hpp"
#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/text/writer.hpp"

#include <array>
#include <optional>

namespace imap {

namespace {

using Kind = SearchKey::Kind;

struct Row {
    std::string_view word;
    Kind kind;
};
/// The keys that have a text, a date, a number or a set as their argument.
constexpr std::array<Row, 11> rows{{{"BODY", Kind::body},
                                    {"TEXT", Kind::text},
                                    {"BEFORE", Kind::before},
                                    {"ON", Kind::on},
                                    {"SINCE", Kind::since},
                                    {"SENTBEFORE", Kind::sent_before},
                                    {"SENTON", Kind::sent_on},
                                    {"SENTSINCE", Kind::sent_since},
                                    {"LARGER", Kind::larger},
                                    {"SMALLER", Kind::smaller},
                                    {"UID", Kind::uid}}};

struct FlagRow {
    std::string_view word;
    Flag flag;
};
constexpr std::array<FlagRow, 6> flag_rows{{{"ANSWERED", Flag::answered},
                                            {"DELETED", Flag::deleted},
                                            {"DRAFT", Flag::draft},
                                            {"FLAGGED", Flag::flagged},
                                            {"SEEN", Flag::seen},
                                            {"RECENT", Flag::recent}}};

SearchKey negated(SearchKey key) {
    SearchKey all{Kind::not_};
    all.keys.push_back(std::move(key));
    return all;
}

SearchKey flag_key(Flag flag) {
    SearchKey key{Kind::flag};
    key.flag = flag;
    return key;
}

SearchKey new_key() {
    SearchKey both{Kind::and_};
    both.keys = {flag_key(Flag::recent), negated(flag_key(Flag::seen))};
    return both;
}

/// Returns the key for a word that has no argument, such as UNSEEN.
std::optional<SearchKey> bare_key(std::string_view word) {
    if (word == "ALL") return SearchKey{};
    if (word == "OLD") return negated(flag_key(Flag::recent));
    if (word == "NEW") return new_key();
    for (const auto& one : flag_rows) {
        if (word == one.word) return flag_key(one.flag);
        if (one.flag != Flag::recent && word == "UN" + std::string(one.word))
            return negated(flag_key(one.flag));
    }
    return std::nullopt;
}

bool is_header_word(std::string_view word) {
    return word == "BCC" || word == "CC" || word == "FROM" ||
           word == "SUBJECT" || word == "TO";
}

class KeyReader {
public:
    explicit KeyReader(Cursor& in) : in_(in) {}

    std::vector<SearchKey> read_list(std::size_t depth) {
        std::vector<SearchKey> keys;
        do keys.push_back(read(depth));
        while (in_.eat(' '));
        return keys;
    }

private:
    SearchKey read(std::size_t depth) {
        in_.allow(++count_, limits::search_keys, "search keys");
        in_.allow(depth, limits::search_depth,
                  "search keys inside one another");
        if (!in_.ok()) return {};
        if (is_digit(in_.peek()) || in_.peek() == '*' || in_.peek() == '$') {
            SearchKey key{Kind::sequence};
            key.set = read_sequence_set(in_);
            return key;
        }
        if (in_.eat('(')) {
            SearchKey key{Kind::and_};
            key.keys = read_list(depth + 1);
            if (!in_.eat(')')) in_.fail("a space or )");
            return key;
        }
        const auto start = in_.offset();
        const auto word = in_.word("a search key");
        if (auto key = bare_key(word)) return *key;
        return read_arguments(word, start, depth);
    }

    SearchKey read_arguments(std::string_view word, std::size_t start,
                             std::size_t depth) {
        if (word == "NOT") {
            in_.space();
            return negated(read(depth + 1));
        }
        if (word == "OR") {
            SearchKey key{Kind::or_};
            for (int i = 0; i < 2; ++i) {
                in_.space();
                key.keys.push_back(read(depth + 1));
            }
            return key;
        }
        if (word == "KEYWORD" || word == "UNKEYWORD") {
            SearchKey key{Kind::keyword};
            in_.space();
            key.text = in_.atom("a keyword");
            return word == "KEYWORD" ? key : negated(std::move(key));
        }
        if (word == "HEADER" || is_header_word(word)) return read_header(word);
        for (const auto& one : rows)
            if (word == one.word) return read_argument(one.kind);
        in_.fail_at(start, "a search key");
        return {};
    }

    SearchKey read_header(std::string_view word) {
        SearchKey key{Kind::header};
        key.name = word;
        in_.space();
        if (word == "HEADER") {
            key.name = in_.astring("the name of a header field");
            in_.space();
        }
        key.text = in_.astring("a text to search for");
        return key;
    }

    SearchKey read_argument(Kind kind) {
        SearchKey key{kind};
        in_.space();
        switch (kind) {
        case Kind::body:
        case Kind::text:
            key.text = in_.astring("a text to search for");
            break;
        case Kind::larger:
        case Kind::smaller:
            key.octets = in_.number64("a number of octets");
            break;
        case Kind::uid:
            key.set = read_sequence_set(in_);
            break;
        default:
            key.date = read_date(in_);
        }
        return key;
    }

    Cursor& in_;
    std::size_t count_ = 0;
};

std::string_view word_of(Kind kind) {
    for (const auto& one : rows)
        if (one.kind == kind) return one.word;
    return {};
}

std::string_view word_of(Flag flag) {
    for (const auto& one : flag_rows)
        if (one.flag == flag) return one.word;
    return {};
}

/// Writes UNSEEN and not NOT SEEN, where there is a short word: that counts as
/// one key of limits::search_keys, and not as two.
void write_not(Writer& out, const SearchKey& key) {
    if (key == flag_key(Flag::recent))
        out << "OLD";
    else if (key.kind == Kind::flag || key.kind == Kind::keyword)
        write(out << "UN", key);
    else
        write(out << "NOT ", key);
}

/// Writes a key that has one argument.
void write_argument(Writer& out, const SearchKey& key) {
    out << word_of(key.kind) << ' ';
    switch (key.kind) {
    case Kind::body:
    case Kind::text:
        return out.astring(key.text);
    case Kind::larger:
    case Kind::smaller:
        out << key.octets;
        return;
    case Kind::uid:
        return write(out, key.set);
    default:
        return write(out, key.date);
    }
}

} // namespace

std::vector<SearchKey> read_search_keys(Cursor& in) {
    return KeyReader(in).read_list(1);
}

void write(Writer& out, const SearchKey& key) {
    switch (key.kind) {
    case Kind::all:
        out << "ALL";
        return;
    case Kind::flag:
        out << word_of(key.flag);
        return;
    case Kind::keyword:
        out << "KEYWORD " << key.text;
        return;
    case Kind::header:
        out << "HEADER ";
        out.astring(key.name);
        out << ' ';
        return out.astring(key.text);
    case Kind::sequence:
        return write(out, key.set);
    case Kind::not_:
        return write_not(out, key.keys.at(0));
    case Kind::or_:
        out << "OR ";
        write(out, key.keys.at(0));
        out << ' ';
        return write(out, key.keys.at(1));
    case Kind::and_: {
        if (key == new_key()) {
            out << "NEW";
            return;
        }
        auto list = out.list();
        for (const auto& one : key.keys) write(list.next(), one);
        return;
    }
    default:
        return write_argument(out, key);
    }
}

} // namespace imap
