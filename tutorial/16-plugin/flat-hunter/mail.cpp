#include "mail.hpp"

#include <gmime/gmime.h>

namespace {

/// Owns an object of GMime.
template<class Object>
class Owned {
public:
    explicit Owned(Object* object) : object_(object) {}
    ~Owned() {
        if (object_) g_object_unref(object_);
    }
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    Object* get() const { return object_; }

private:
    Object* object_;
};

/// Takes a text that the caller has to free.
std::string take(char* text) {
    const std::string taken = text ? text : "";
    g_free(text);
    return taken;
}

struct Texts {
    std::string plain, other;
};

/// Is called for each part of the message.
void add_text(GMimeObject*, GMimeObject* part, gpointer to) {
    if (!GMIME_IS_TEXT_PART(part)) return;
    auto* type = g_mime_object_get_content_type(part);
    const bool plain = g_mime_content_type_is_type(type, "text", "plain") != 0;
    auto& texts = *static_cast<Texts*>(to);
    (plain ? texts.plain : texts.other) +=
        take(g_mime_text_part_get_text(GMIME_TEXT_PART(part))) + "\n";
}

} // namespace

Mail read_mail(const std::string& source) {
    static const bool begun = (g_mime_init(), true);
    (void)begun;
    const Owned stream(
        g_mime_stream_mem_new_with_buffer(source.data(), source.size()));
    const Owned parser(g_mime_parser_new_with_stream(stream.get()));
    const Owned message(g_mime_parser_construct_message(parser.get(), nullptr));
    Mail mail;
    if (!message.get()) return mail;
    if (const auto* subject = g_mime_message_get_subject(message.get()))
        mail.subject = subject;
    if (auto* from = g_mime_message_get_from(message.get()))
        mail.from = take(internet_address_list_to_string(from, nullptr, FALSE));
    Texts texts;
    g_mime_message_foreach(message.get(), add_text, &texts);
    mail.text = texts.plain.empty() ? texts.other : texts.plain;
    return mail;
}
