"""The configuration of a private Dovecot, in the words of 2.3 and of 2.4.

Both say the same: one mail store, one password file, no privileges, one port
on loopback, and no penalty for whoever was refused once.
"""

MASTER = """
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
auth_failure_delay = 0
mail_max_userip_connections = 100
first_valid_uid = 1
namespace inbox {{
  inbox = yes
  separator = /
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
  # else who was refused once must wait
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""

CONFIG_2_3 = """
protocols = imap
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{mail}
passdb {{
  driver = passwd-file
  args = {folder}/passwd
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home/%u
}}
"""

TLS_2_3 = """
ssl = yes
ssl_cert = <{folder}/tls/server.pem
ssl_key = <{folder}/tls/server.key
"""

# 2.4 wants to be told first which version its words are of.
FIRST_2_4 = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
"""

CONFIG_2_4 = FIRST_2_4 + """
protocols {{
  imap = yes
}}
ssl = no
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = {mail}
passdb passwd-file {{
  passwd_file_path = {folder}/passwd
}}
userdb static {{
  fields {{
    uid = {user}
    gid = {group}
    home = {folder}/home/%{{user}}
  }}
}}
"""

TLS_2_4 = """
ssl = yes
ssl_server_cert_file = {folder}/tls/server.pem
ssl_server_key_file = {folder}/tls/server.key
"""


DELIVERY = """
log_path = {folder}/log
base_dir = {folder}/run
postmaster_address = postmaster@example.org
"""

DELIVERY_2_3 = """
mail_location = maildir:{maildir}
"""

DELIVERY_2_4 = FIRST_2_4 + """
mail_driver = maildir
mail_path = {maildir}
"""


def knows(version):
    """Whether `version`, a text like "2.4.1", can be configured here."""
    return version.startswith(("2.3.", "2.4."))


def configuration(version, mail, tls, **facts):
    """The text of dovecot.conf for `version`.

    `mail` is the Maildir of a user; "%u" in it stands for the user's name.
    `facts` are folder, user, group and port."""
    if version.startswith("2.3."):
        words = CONFIG_2_3 + MASTER + (TLS_2_3 if tls else "")
    else:
        words = CONFIG_2_4 + MASTER + (TLS_2_4 if tls else "")
        mail = mail.replace("%u", "%{user}")
    return words.format(mail=mail, **facts)


def delivery_configuration(version, maildir, folder):
    """The same for Dovecot's delivery agent, which delivers into `maildir`."""
    words = DELIVERY_2_3 if version.startswith("2.3.") else DELIVERY_2_4
    return (words + DELIVERY).format(maildir=maildir, folder=folder)
