// The session of README.md with libetpan, which is written in C.
#include <libetpan/libetpan.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

namespace {

const std::string text =
    "Subject: Loft\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "In a château.\r\n";

void check(int result) {
    if (result <= MAILIMAP_NO_ERROR_NON_AUTHENTICATED) return;
    std::cerr << "libetpan says " << result << std::endl;
    std::exit(1);
}

template<typename T, typename Use>
void for_each(clist* list, Use use) {
    for (auto* cell = clist_begin(list); cell; cell = clist_next(cell))
        use(*static_cast<T*>(clist_content(cell)));
}

mailimap_set* first_message() {
    return mailimap_set_new_single(1);
}

void print_folders(mailimap* imap) {
    clist* list = nullptr;
    check(mailimap_list(imap, "", "*", &list));
    std::vector<std::string> names;
    for_each<mailimap_mailbox_list>(
        list, [&](const auto& folder) { names.push_back(folder.mb_name); });
    mailimap_list_result_free(list);
    std::sort(names.begin(), names.end());
    std::cout << "folders";
    for (const auto& name : names) std::cout << ' ' << name;
    std::cout << std::endl;
}

/// Fetches one thing of the first message; `use` is given each part of it.
template<typename Use>
void fetch(mailimap* imap, mailimap_fetch_att* what, Use use) {
    auto* set = first_message();
    auto* type = mailimap_fetch_type_new_fetch_att(what);
    clist* list = nullptr;
    check(mailimap_fetch(imap, set, type, &list));
    for_each<mailimap_msg_att>(list, [&](const auto& message) {
        for_each<mailimap_msg_att_item>(message.att_list, use);
    });
    mailimap_fetch_list_free(list);
    mailimap_fetch_type_free(type);
    mailimap_set_free(set);
}

void print_subject(mailimap* imap) {
    fetch(imap, mailimap_fetch_att_new_envelope(), [](const auto& item) {
        if (item.att_type == MAILIMAP_MSG_ATT_ITEM_STATIC)
            std::cout << "subject "
                      << item.att_data.att_static->att_data.att_env->env_subject
                      << std::endl;
    });
}

void print_flags(mailimap* imap) {
    std::cout << "flags";
    fetch(imap, mailimap_fetch_att_new_flags(), [](const auto& item) {
        if (item.att_type != MAILIMAP_MSG_ATT_ITEM_DYNAMIC) return;
        for_each<mailimap_flag_fetch>(
            item.att_data.att_dyn->att_list, [](const auto& flag) {
                if (flag.fl_type == MAILIMAP_FLAG_FETCH_OTHER &&
                    flag.fl_flag->fl_type == MAILIMAP_FLAG_FLAGGED)
                    std::cout << " \\Flagged";
            });
    });
    std::cout << std::endl;
}

void add_flag(mailimap* imap, mailimap_flag* flag) {
    auto* flags = mailimap_flag_list_new_empty();
    check(mailimap_flag_list_add(flags, flag));
    auto* set = first_message();
    auto* what = mailimap_store_att_flags_new_add_flags(flags);
    check(mailimap_store(imap, set, what));
    mailimap_store_att_flags_free(what);
    mailimap_set_free(set);
}

void print_found(mailimap* imap, const char* word) {
    auto* key = mailimap_search_key_new_text(strdup(word));
    clist* found = nullptr;
    check(mailimap_search(imap, "UTF-8", key, &found));
    std::cout << "found " << clist_count(found) << std::endl;
    mailimap_search_result_free(found);
    mailimap_search_key_free(key);
}

void wait_for_push(mailimap* imap) {
    const auto before = imap->imap_selection_info->sel_exists;
    check(mailstream_setup_idle(imap->imap_stream));
    check(mailimap_idle(imap));
    std::cout << "idling" << std::endl;
    mailstream_wait_idle(imap->imap_stream, 60);
    check(mailimap_idle_done(imap));
    mailstream_unsetup_idle(imap->imap_stream);
    if (imap->imap_selection_info->sel_exists == before + 1)
        std::cout << "told" << std::endl;
}

} // namespace

int main(int, char** arguments) {
    auto* imap = mailimap_new(0, nullptr);
    const auto port = static_cast<uint16_t>(std::atoi(arguments[2]));
    check(mailimap_socket_connect(imap, arguments[1], port));
    check(mailimap_login(imap, arguments[3], arguments[4]));
    print_folders(imap);
    check(mailimap_append(imap, "INBOX", nullptr, nullptr, text.data(),
                          text.size()));
    check(mailimap_select(imap, "INBOX"));
    print_subject(imap);
    print_found(imap, "château");
    add_flag(imap, mailimap_flag_new_flagged());
    print_flags(imap);
    check(mailimap_create(imap, "Homes"));
    auto* set = first_message();
    check(mailimap_copy(imap, set, "Homes"));
    mailimap_set_free(set);
    add_flag(imap, mailimap_flag_new_deleted());
    check(mailimap_expunge(imap));
    std::cout << "left " << imap->imap_selection_info->sel_exists << std::endl;
    wait_for_push(imap);
    check(mailimap_logout(imap));
    mailimap_free(imap);
}
