#include "proto_server/mime/address_list.hpp"

#include "proto_server/mime/lexer.hpp"

#include <algorithm>
#include <utility>

namespace mime {
namespace {

constexpr std::string_view specials = "<>@,;:";

using Addresses = std::vector<imap::Address>;

/// A phrase, or one side of an addr-spec.
struct Words {
    std::string text;    ///< without quoting and comments
    std::string comment; ///< the last one, without its parentheses
};

enum class Dots : std::uint8_t { common, without_blanks };

/// Reads words as they stand. The blanks and comments between two words are one
/// space (RFC 5322 §3.2.2). Beside a dot of an addr-spec there is none.
Words read_words(std::string_view raw, Dots dots) {
    Words words;
    Lexer lexer(raw, specials);
    bool blank = false, behind_dot = false;
    while (!lexer.at_end()) {
        const auto token = lexer.next();
        const bool is_comment = token.kind == Token::Kind::comment;
        if (is_comment) words.comment = unquoted(token.text);
        if (is_comment || token.kind == Token::Kind::blanks) {
            blank = true;
            continue;
        }
        const bool is_spec = dots == Dots::without_blanks;
        if (is_spec && token.is('>')) continue; // a stray one
        const bool before_dot = is_spec && token.text.starts_with('.');
        if (blank && !behind_dot && !before_dot && !words.text.empty())
            words.text += ' ';
        words.text += token.kind == Token::Kind::quoted
                          ? unquoted(token.text)
                          : std::string(token.text);
        blank = false;
        behind_dot = is_spec && token.kind == Token::Kind::word &&
                     token.text.ends_with('.');
    }
    return words;
}

imap::NString nil_if_empty(std::string text) {
    if (text.empty()) return std::nullopt;
    return text;
}

/// addr-spec = local-part "@" domain   RFC 5322 §3.4.1
/// The last `@` counts. The name is a comment.
imap::Address read_addr_spec(std::string_view raw) {
    Lexer lexer(raw, specials);
    auto at = raw.size();
    while (!lexer.at_end()) {
        const auto before = lexer.offset();
        if (lexer.next().is('@')) at = before;
    }
    auto local = read_words(raw.substr(0, at), Dots::without_blanks);
    auto domain = read_words(raw.substr(std::min(at + 1, raw.size())),
                             Dots::without_blanks);
    auto& comment = domain.comment.empty() ? local.comment : domain.comment;
    return {.name = nil_if_empty(std::move(comment)),
            .route = {},
            .mailbox = std::move(local.text),
            .host = std::move(domain.text)};
}

/// Reads an address-list from left to right. It counts where groups begin and
/// end, so a group in a group costs no recursion.
class Reader {
public:
    Reader(std::string_view value, std::size_t most, bool is_cut)
        : lexer_(value, specials, is_cut), most_(most), is_cut_(is_cut) {}

    Addresses read() {
        while (!lexer_.at_end() && has_room(1)) {
            const auto words = lexer_.take_until("<,;:");
            if (is_cut_here()) break;
            const char delimiter =
                lexer_.at_end() ? ',' : lexer_.next().text[0];
            if (delimiter == '<')
                read_angle_addrs(words);
            else if (delimiter == ':')
                begin_group(words);
            else
                add_plain(words);
            if (delimiter == ';') end_group();
        }
        if (open_ > 0) all_.push_back({});
        return std::move(all_);
    }

private:
    bool has_room(std::size_t more) const {
        const std::size_t group_end = open_ > 0 ? 1 : 0;
        return all_.size() + more + group_end <= most_;
    }

    bool is_cut_here() const { return is_cut_ && lexer_.at_end(); }

    /// name-addr = [display-name] angle-addr   RFC 5322 §3.4
    /// The comma between two is missing in some mails.
    void read_angle_addrs(std::string_view phrase) {
        while (has_room(1)) {
            auto address = read_angle_addr();
            if (is_cut_here()) return;
            const auto behind = lexer_.take_until("<,;");
            auto words = read_words(phrase, Dots::common);
            auto comment = read_words(behind, Dots::common).comment;
            for (auto* name : {&words.comment, &comment, &words.text})
                if (!name->empty()) address.name = std::move(*name);
            all_.push_back(std::move(address));
            if (!lexer_.rest().starts_with('<')) return;
            lexer_.next();
            phrase = behind;
        }
    }

    /// angle-addr = "<" [obs-route] addr-spec ">"   RFC 5322 §4.4
    imap::Address read_angle_addr() {
        lexer_.skip_comments();
        const bool has_route = lexer_.rest().starts_with('@');
        auto raw = lexer_.take_until(has_route ? "<>;:" : "<>,;");
        std::string route;
        if (has_route && lexer_.rest().starts_with(':')) {
            route = read_words(raw, Dots::common).text;
            std::erase(route, ' ');
            lexer_.next();
            raw = lexer_.take_until("<>,;");
        }
        if (lexer_.rest().starts_with('>')) lexer_.next();
        auto address = read_addr_spec(raw);
        address.route = nil_if_empty(std::move(route));
        return address;
    }

    /// Adds an addr-spec, or whatever stands between two commas. Several words
    /// without an `@` are a name.
    void add_plain(std::string_view raw) {
        auto address = read_addr_spec(raw);
        if (raw.find('@') == raw.npos &&
            address.mailbox->find(' ') != std::string::npos) {
            address.name = std::exchange(address.mailbox, "");
            all_.push_back(std::move(address));
            return;
        }
        if (!address.mailbox->empty() || !address.host->empty())
            all_.push_back(std::move(address));
    }

    /// group = display-name ":" [group-list] ";" [CFWS]   RFC 5322 §3.4
    void begin_group(std::string_view name) {
        if (open_ == 0 && !has_room(2)) {
            most_ = all_.size();
            return;
        }
        if (open_++ == 0)
            all_.push_back({.mailbox = read_words(name, Dots::common).text});
    }

    void end_group() {
        if (open_ > 0 && --open_ == 0) all_.push_back({});
    }

    Lexer lexer_;
    std::size_t most_;
    bool is_cut_;
    Addresses all_;
    std::size_t open_ = 0; ///< groups that have begun and not ended
};

} // namespace

Addresses parse_addresses(std::string_view value, std::size_t most,
                          bool is_cut) {
    return Reader(value, most, is_cut).read();
}

} // namespace mime
