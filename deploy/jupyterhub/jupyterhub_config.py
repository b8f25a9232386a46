"""A class on one server: docs/classroom.md says how it is set up, and what a server carries.

The lecture is root's and nobody else's to write; students are users of this machine. `npm run setup -- --shared` has set
the project up, and this file stays where it is in it.
"""

import os
import pathlib
import shutil
import sys

c = get_config()  # noqa: F821

PROJECT = pathlib.Path(__file__).resolve().parents[2]
MEBIBYTE = 2**20

# What a class's server has to be told, each by a variable of the Hub's environment.
ADDRESS = os.environ.get('BAYES_HUB_ADDRESS', 'http://127.0.0.1:8000')
SPAWNER = os.environ.get('BAYES_HUB_SPAWNER', 'localprocess')  # 'systemd': also holds a student's programs together
MEMORY = int(os.environ.get('BAYES_HUB_MEMORY_MIB', '2048')) * MEBIBYTE
IDLE = int(os.environ.get('BAYES_HUB_IDLE_SECONDS', '3600'))

# A proxy with a certificate stands in front (docs/classroom.md), so the Hub itself is not reached from outside.
c.JupyterHub.bind_url = ADDRESS
c.ConfigurableHTTPProxy.command = [os.path.join(sys.prefix, 'node_modules', '.bin', 'configurable-http-proxy')]
c.JupyterHub.spawner_class = SPAWNER
# Whoever has an account on this machine comes in by its password; by any other way of logging in, only whom you name.
c.PAMAuthenticator.allow_all = True

# The kernel and the renderer of its figures are read where they stand; the project's own settings of JupyterLab choose
# that kernel for every notebook, and offer no other.
c.Spawner.environment = {
    'JUPYTER_PATH': str(PROJECT / 'jupyter'),
    'JUPYTER_CONFIG_PATH': str(PROJECT / 'jupyter' / 'config'),
}
c.Spawner.notebook_dir = '~/bayes-notebooks'
c.Spawner.default_url = '/lab'

# A limit for each process of a student, kernels included: JupyterHub's own spawner has none. It counts what a process
# writes to (--data); one of the address space (--as) would refuse WebAssembly the room that it reserves without using it.
c.Spawner.cmd = [
    shutil.which('prlimit') or 'prlimit',
    f'--data={MEMORY}',
    '--core=0',
    str(pathlib.Path(__file__).with_name('student-server')),
    os.path.join(sys.prefix, 'bin', 'jupyterhub-singleuser'),
]
# The systemd spawner holds all of a student's processes to one sum.
if SPAWNER == 'systemd':
    c.Spawner.mem_limit = MEMORY
    c.Spawner.cpu_limit = 2.0
    c.SystemdSpawner.isolate_tmp = True

# A whole class comes in within a minute: on few cores the last server waits for those before it.
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300

# A kernel in which nothing has run for an hour ends, also where a tab still shows it: its memory is another student's.
# What was written stays in the notebook. A server ends when nothing has asked it for two hours; an open tab asks.
EVERY = max(1, IDLE // 12)
c.Spawner.args = [
    f'--MappingKernelManager.cull_idle_timeout={IDLE}',
    f'--MappingKernelManager.cull_interval={EVERY}',
    '--MappingKernelManager.cull_connected=True',
]
c.JupyterHub.services = [
    {
        'name': 'idle-culler',
        'command': [
            sys.executable,
            '-m',
            'jupyterhub_idle_culler',
            f'--timeout={2 * IDLE}',
            f'--cull-every={EVERY}',
        ],
    }
]
c.JupyterHub.load_roles = [
    {
        'name': 'idle-culler',
        'services': ['idle-culler'],
        'scopes': ['list:users', 'read:users:activity', 'read:servers', 'delete:servers'],
    }
]
# A server tells the Hub so often that somebody works in it.
c.JupyterHub.activity_resolution = min(30, EVERY)
c.Spawner.environment['JUPYTERHUB_ACTIVITY_INTERVAL'] = str(min(300, EVERY))
