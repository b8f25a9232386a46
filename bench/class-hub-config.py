"""What the bench's JupyterHub has besides the class's own configuration: other ports, a token."""

import json
import os

c = get_config()  # noqa: F821
load_subconfig(os.environ['CLASS_CONFIG'])  # noqa: F821
told = json.loads(os.environ['CLASS_HUB'])

c.JupyterHub.hub_port = told['hub_port']
c.ConfigurableHTTPProxy.api_url = f'http://127.0.0.1:{told["proxy_port"]}'
c.JupyterHub.db_url = f'sqlite:///{told["folder"]}/jupyterhub.sqlite'
c.JupyterHub.cookie_secret_file = f'{told["folder"]}/cookie-secret'
c.JupyterHub.pid_file = ''
c.ConfigurableHTTPProxy.pid_file = f'{told["folder"]}/proxy.pid'
# The bench asks for each student by this token, without logging in.
c.JupyterHub.services.append({'name': 'bench', 'api_token': told['token']})
c.JupyterHub.load_roles.append(
    {
        'name': 'bench',
        'services': ['bench'],
        'scopes': ['admin:users', 'admin:servers', 'access:servers', 'tokens', 'read:hub'],
    }
)
if os.geteuid() != 0:
    # Who is not root cannot become another user: all students are this one, each with a home of its own.
    c.JupyterHub.spawner_class = 'simple'
    c.SimpleLocalProcessSpawner.home_dir_template = f'{told["folder"]}/{{username}}'
