#include "common/imap/values/id_fields.hpp"

#include "common/imap/limits.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/text/writer.hpp"

namespace imap {

IdFields read_id_fields(Cursor& in) {
    IdFields fields;
    if (in.eat_word("NIL")) return fields;
    if (!in.eat('(')) in.fail("NIL or a list of fields");
    if (in.eat(')')) return fields;
    do {
        auto field = in.string("a field's name in quotes");
        in.space();
        auto value = in.nstring("a field's value in quotes, or NIL");
        fields.emplace_back(std::move(field), std::move(value));
        in.allow(fields.size(), limits::id_fields, "fields");
    } while (in.eat(' '));
    if (!in.eat(')')) in.fail("a space or )");
    return fields;
}

void write(Writer& out, const IdFields& fields) {
    if (fields.empty()) {
        out << "NIL";
        return;
    }
    auto list = out.list();
    for (const auto& [name, value] : fields) {
        list.next().string(name);
        list.next().nstring(value);
    }
}

} // namespace imap
