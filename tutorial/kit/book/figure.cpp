#include "tutorial/kit/book/figure.hpp"

#include "common/transcript/parse.hpp"
#include "tutorial/kit/authors/pages/block.hpp"
#include "tutorial/kit/authors/pages/source.hpp"
#include "tutorial/kit/book/conversation_text.hpp"
#include "tutorial/kit/book/highlight.hpp"
#include "tutorial/kit/book/html.hpp"
#include "tutorial/kit/book/page_address.hpp"
#include "tutorial/kit/conversation/said.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"

#include <stdexcept>

namespace kit::book {

namespace {

using pages::FileRegion;

std::string figure(std::string_view kind, const std::string& content) {
    return "<figure class=\"" + std::string(kind) + "\">\n" + content +
           "</figure>\n";
}

std::string preformatted(const std::string& content) {
    return "<pre><code>" + content + "</code></pre>\n";
}

std::string details(std::string_view summary, const std::string& content) {
    return "<details><summary>" + std::string(summary) + "</summary>\n" +
           content + "</details>\n";
}

bool is_console(const std::string& text) {
    return text.starts_with("$ ") || text.find("\n$ ") != text.npos;
}

/// Marks what is typed; a line that ends in a backslash goes on in the next.
std::string console_text(const std::string& text) {
    std::string marked;
    bool goes_on = false;
    for (const auto& line : pages::split_lines(text)) {
        const bool begins = line.starts_with("$ ");
        if (begins || goes_on) {
            marked += (begins ? "$ <kbd>" : "<kbd>") +
                      html(line.substr(begins ? 2 : 0)) + "</kbd>";
            goes_on = line.ends_with('\\');
        } else {
            marked += html(line);
        }
        marked += '\n';
    }
    return marked;
}

/// Colours a difference, and the words of the program in it.
std::string difference(const pages::Lines& lines, std::string_view language) {
    // What was and what is now are two texts: a comment may begin in one alone.
    Highlighter before(language);
    Highlighter now(language);
    std::string marked;
    for (const auto& line : lines) {
        const std::string_view rest =
            std::string_view(line).substr(line.empty() ? 0 : 1);
        if (line.starts_with('-')) {
            marked += "<del>-" + before.line(rest) + "\n</del>";
        } else if (line.starts_with('+')) {
            marked += "<ins>+" + now.line(rest) + "\n</ins>";
        } else if (line.starts_with("@@")) {
            marked += "<i>" + html(line) + "</i>\n";
        } else {
            before.line(rest);
            marked += html(line.substr(0, 1)) + now.line(rest) + '\n';
        }
    }
    return marked;
}

/// Makes one figure; each operator() is for one kind of source.
class FigureMaker {
public:
    FigureMaker(const Code& code, const FigurePlace& place)
        : code_(code), place_(place), lines_(pages::split_lines(code.text)) {}

    std::string operator()(const pages::Copy& copy) const {
        const auto caption = caption_of(copy.from);
        if (copy.from.file.ends_with(".wire")) return wire(copy, caption);
        return figure("code",
                      caption + preformatted(highlight(
                                    lines_, language_of(copy.from.file))));
    }

    std::string operator()(const pages::Change& change) const {
        const auto language = language_of(change.now.file);
        return figure("diff",
                      caption_of(change.now, &change.before) +
                          preformatted(difference(lines_, language)) +
                          details("As it is now", preformatted(highlight(
                                                      now(change), language))));
    }

    std::string operator()(const pages::Drawing& drawn) const {
        const auto transcript = as_said(read_conversation(path_of(drawn.file)));
        return figure("drawing", drawing(transcript) +
                                     details("In words", rows(transcript)));
    }

    std::string operator()(const pages::Console&) const {
        return figure("console", preformatted(console_text(code_.text)));
    }

    std::string operator()(const pages::Free&) const {
        if (is_console(code_.text)) return (*this)(pages::Console{});
        return figure("text", preformatted(html(code_.text)));
    }

private:
    std::string path_of(const std::string& file) const {
        return (place_.project / beside(place_.file, file)).string();
    }

    std::string wire(const pages::Copy& copy,
                     const std::string& caption) const {
        const auto transcript =
            as_said(read_conversation(path_of(copy.from.file)));
        return figure("wire", caption + preformatted(wire_text(code_.text)) +
                                  details("Drawn", drawing(transcript) +
                                                       rows(transcript)));
    }

    std::string link(const FileRegion& from) const {
        const auto* target = place_.links.follow(print(from), here());
        if (target == nullptr) return html(print(from));
        const bool is_near = from.file.find('/') == std::string::npos;
        return "<a" + attribute("href", place_.address(*target)) + '>' +
               html(is_near ? from.file : target->file) + "</a>";
    }

    std::string caption_of(const FileRegion& from,
                           const FileRegion* before = nullptr) const {
        return "<figcaption><span>" + link(from) +
               (before == nullptr ? "" : ", changed since " + link(*before)) +
               "</span></figcaption>\n";
    }

    pages::Lines now(const pages::Change& change) const {
        const auto page = (place_.project / place_.file).string();
        const auto found = pages::read_excerpt(change.now, page, code_.line);
        if (found) return found->lines;
        place_.links.report(here(), found.error().what);
        return {};
    }

    Place here() const { return {place_.file, code_.line}; }

    const Code& code_;
    const FigurePlace& place_;
    pages::Lines lines_;
};

} // namespace

std::string make_figure(const Code& code, const FigurePlace& place) try {
    const auto source = pages::parse_source(code.info);
    // Pages beside the course need not name their sources.
    return std::visit(FigureMaker(code, place),
                      source ? *source : pages::Source(pages::Free{}));
} catch (const std::runtime_error& error) {
    place.links.report({place.file, code.line}, error.what());
    return {};
}

} // namespace kit::book
