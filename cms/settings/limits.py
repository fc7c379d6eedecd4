"""How often something may be asked or tried, by whom: (times, seconds). See `accounts.throttle`."""

_MINUTE, _HOUR = 60, 60 * 60

LIMITS = {
    "admin_sign_in": {"address": (100, _HOUR), "email": (60, _HOUR)},
    "admin_reset_password": {"address": (30, _HOUR), "email": (5, _HOUR)},
    "start_application": {"address": (30, _HOUR), "email": (5, _HOUR)},
    "application_key": {"address": (60, 15 * _MINUTE)},  # keys that open nothing
    "resend_link": {"address": (30, _HOUR), "email": (5, _HOUR)},
    "activate": {"address": (30, 15 * _MINUTE)},
    "resend_activation": {"address": (30, _HOUR), "email": (5, _HOUR)},
    "upload": {"address": (120, _HOUR), "account": (60, _HOUR), "file": (60, _HOUR)},
    "check_application": {"address": (600, _HOUR)},
    "save_profile": {"address": (1200, _HOUR), "account": (600, _HOUR)},
    "accept_charter": {"address": (120, _HOUR), "account": (30, _HOUR)},
    "erase_account": {"address": (30, _HOUR), "account": (10, _HOUR)},
    "export": {"address": (30, _HOUR), "account": (10, _HOUR)},
    "mark_file": {"account": (200, _HOUR)},
}
