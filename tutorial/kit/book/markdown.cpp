#include "tutorial/kit/book/markdown.hpp"

#include "common/system/freed.hpp"
#include "tutorial/kit/authors/pages/anchor.hpp"
#include "tutorial/kit/authors/pages/lines.hpp"
#include "tutorial/kit/book/html.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <map>
#include <memory>

namespace kit::book {

namespace {

constexpr auto extensions = {"table", "autolink"};

using Parser = std::unique_ptr<cmark_parser, Freed<cmark_parser_free>>;
using Document = std::unique_ptr<cmark_node, Freed<cmark_node_free>>;

std::string owned(char* text) {
    const std::unique_ptr<char, Freed<std::free>> kept(text);
    return text;
}

std::string text_of(const char* text) {
    return text == nullptr ? "" : text;
}

/// Makes the HTML of one page.
class BodyMaker {
public:
    BodyMaker(const std::string& markdown, const PageParts& parts);

    PageBody make();

private:
    void change(cmark_node* node);
    void make_figure(cmark_node* node);
    void make_link(cmark_node* node);
    std::size_t line_of(cmark_node* node, const std::string& target) const;
    void begin_passage(cmark_node* heading);
    std::string plain_text(cmark_node* node) const;
    std::string rendered(cmark_node* node) const;

    const PageParts& parts_;
    pages::Lines lines_;
    Parser parser_;
    Document document_;
    std::map<std::string, int> anchors_;
    PageBody body_;
};

BodyMaker::BodyMaker(const std::string& markdown, const PageParts& parts)
    : parts_(parts), lines_(pages::split_lines(markdown)) {
    cmark_gfm_core_extensions_ensure_registered();
    parser_.reset(cmark_parser_new(CMARK_OPT_DEFAULT));
    for (const auto* name : extensions)
        if (auto* extension = cmark_find_syntax_extension(name))
            cmark_parser_attach_syntax_extension(parser_.get(), extension);
    cmark_parser_feed(parser_.get(), markdown.data(), markdown.size());
    document_.reset(cmark_parser_finish(parser_.get()));
}

PageBody BodyMaker::make() {
    // Each of these may replace its node, so none is walked over meanwhile.
    std::vector<cmark_node*> nodes;
    const std::unique_ptr<cmark_iter, Freed<cmark_iter_free>> walk(
        cmark_iter_new(document_.get()));
    while (cmark_iter_next(walk.get()) != CMARK_EVENT_DONE)
        if (cmark_iter_get_event_type(walk.get()) == CMARK_EVENT_ENTER)
            nodes.push_back(cmark_iter_get_node(walk.get()));
    std::vector<cmark_node*> blocks;
    for (auto* block = cmark_node_first_child(document_.get());
         block != nullptr; block = cmark_node_next(block))
        blocks.push_back(block);
    for (auto* block : blocks)
        if (cmark_node_get_type(block) == CMARK_NODE_HEADING)
            begin_passage(block);
        else if (!body_.passages.empty())
            body_.passages.back().text += plain_text(block);
    for (auto* node : nodes) change(node);
    std::size_t heading = 0;
    for (auto* block = cmark_node_first_child(document_.get());
         block != nullptr; block = cmark_node_next(block)) {
        auto text = rendered(block);
        if (cmark_node_get_type(block) == CMARK_NODE_HEADING)
            text.insert(
                3,
                attribute("id", parts_.prefix +
                                    body_.passages[heading++].heading.anchor));
        body_.html += text;
    }
    return std::move(body_);
}

void BodyMaker::begin_passage(cmark_node* heading) {
    auto text = plain_text(heading);
    if (text.ends_with(' ')) text.pop_back();
    auto anchor = pages::anchor_of(text);
    if (const auto before = anchors_[anchor]++; before > 0)
        anchor += '-' + std::to_string(before);
    body_.passages.push_back(
        {{cmark_node_get_heading_level(heading), text, anchor}, {}});
}

void BodyMaker::change(cmark_node* node) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_CODE_BLOCK) {
        make_figure(node);
    } else if (type == CMARK_NODE_LINK) {
        make_link(node);
    } else if (type == CMARK_NODE_HTML_BLOCK ||
               type == CMARK_NODE_HTML_INLINE) {
        parts_.raw_html(line_of(node, {}));
    }
}

void BodyMaker::make_figure(cmark_node* node) {
    const auto figure = parts_.figure(
        {static_cast<std::size_t>(cmark_node_get_start_line(node)),
         text_of(cmark_node_get_fence_info(node)),
         text_of(cmark_node_get_literal(node))});
    // Its content is written as it is, and the node may stand in a list, too.
    auto* custom = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_on_enter(custom, figure.c_str());
    cmark_node_replace(node, custom);
    cmark_node_free(node);
}

void BodyMaker::make_link(cmark_node* node) {
    const auto target = text_of(cmark_node_get_url(node));
    cmark_node_set_url(node,
                       parts_.link(target, line_of(node, target)).c_str());
}

/// Returns the line of a node: that in its block where its target is written.
std::size_t BodyMaker::line_of(cmark_node* node,
                               const std::string& target) const {
    auto* block = node;
    while (cmark_node_get_start_line(block) == 0 ||
           cmark_node_get_type(block) == CMARK_NODE_LINK)
        block = cmark_node_parent(block);
    const auto first =
        static_cast<std::size_t>(cmark_node_get_start_line(block));
    for (auto line = first; line <= lines_.size(); ++line)
        if (lines_[line - 1].find(target) != std::string::npos) return line;
    return first;
}

/// Returns the text of a node, with a blank behind each block.
std::string BodyMaker::plain_text(cmark_node* node) const {
    std::string text;
    const std::unique_ptr<cmark_iter, Freed<cmark_iter_free>> walk(
        cmark_iter_new(node));
    while (cmark_iter_next(walk.get()) != CMARK_EVENT_DONE) {
        auto* one = cmark_iter_get_node(walk.get());
        const auto type = cmark_node_get_type(one);
        const bool leaves =
            cmark_iter_get_event_type(walk.get()) == CMARK_EVENT_EXIT;
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            text += text_of(cmark_node_get_literal(one));
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK ||
                 (leaves &&
                  (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK))
            text += ' ';
    }
    return text;
}

std::string BodyMaker::rendered(cmark_node* node) const {
    auto text = owned(
        cmark_render_html(node, CMARK_OPT_DEFAULT,
                          cmark_parser_get_syntax_extensions(parser_.get())));
    if (text_of(cmark_node_get_type_string(node)) != "table") return text;
    return "<div class=\"table\">" + text + "</div>\n";
}

} // namespace

PageBody make_body(const std::string& markdown, const PageParts& parts) {
    return BodyMaker(markdown, parts).make();
}

} // namespace kit::book
